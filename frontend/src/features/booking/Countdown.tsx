import { Trans, useLingui } from '@lingui/react/macro';
import { useNow } from '~/shared/lib/now';
import { clock } from '~/shared/lib/time';
import { Icon } from '~/shared/ui/Icon';
import './Countdown.css';

const LAST_MINUTE = 60_000;

/** How long the slot is kept. Seen always, heard only when a minute is left. */
export function Countdown({ until }: { until: number }) {
  const { t } = useLingui();
  const left = until - useNow(1000);
  const isLast = left <= LAST_MINUTE;
  return (
    <>
      <p className={isLast ? 'countdown last' : 'countdown'}>
        <Icon name="clock" size={18} />
        <span>
          <Trans>
            Guardado para você por <span role="timer">{clock(left)}</span>
          </Trans>
        </span>
      </p>
      <p className="sr-only" role="status">
        {isLast ? t`Falta um minuto para o horário deixar de estar guardado.` : ''}
      </p>
    </>
  );
}
