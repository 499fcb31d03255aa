import { Trans } from '@lingui/react/macro';
import { Icon } from '~/shared/ui/Icon';
import { Notice } from '~/shared/ui/Notice';
import { TroubleNote } from '~/shared/ui/TroubleNote';
import { Countdown } from './Countdown';
import type { Hold } from './useHold';

/** How the slot is kept just now. */
export function HoldNote({ hold }: { hold: Hold }) {
  switch (hold.kind) {
    case 'asking':
      return (
        <p className="countdown">
          <Icon name="clock" size={18} />
          <Trans>Guardando este horário para você…</Trans>
        </p>
      );
    case 'held':
      return <Countdown until={hold.until} />;
    case 'over':
      return (
        <Notice kind="warn">
          <p>
            <Trans>
              Os seus cinco minutos acabaram e o horário voltou a ficar livre. O que você escreveu continua
              aqui.
            </Trans>
          </p>
        </Notice>
      );
    case 'trouble':
      return <TroubleNote error={hold.error} />;
    default:
      return null;
  }
}
