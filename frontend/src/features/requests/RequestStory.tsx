import { Trans, useLingui } from '@lingui/react/macro';
import { Deadline } from '~/shared/appointments/Deadline';
import { HowItEnded } from '~/shared/appointments/HowItEnded';
import { useNow } from '~/shared/lib/now';
import { fromNow } from '~/shared/lib/time';
import { LocalTime } from '~/shared/ui/LocalTime';
import type { RequestStoryFragment } from './RequestStory.gen';

const LOOK_MS = 10_000;

/** Where it stands and how it came there, in words. */
export function RequestStory({ appointment }: { appointment: RequestStoryFragment }) {
  const { createdAt, confirmedAt, closedAt, history } = appointment;
  const partner = history[0]?.through?.name;
  return (
    <div className="stack request-story">
      {closedAt ? <HowItEnded appointment={appointment} /> : <Open appointment={appointment} />}
      <ul className="muted">
        <li>
          <Trans>
            Pedida em <LocalTime at={createdAt} />
          </Trans>
          {partner && <Trans> por {partner}</Trans>}
        </li>
        {confirmedAt && (
          <li>
            <Trans>
              Aceita em <LocalTime at={confirmedAt} />
            </Trans>
          </li>
        )}
        {closedAt && (
          <li>
            <Trans>
              Encerrada em <LocalTime at={closedAt} />
            </Trans>
          </li>
        )}
      </ul>
    </div>
  );
}

function Open({ appointment: { status, expiresAt, slot } }: { appointment: RequestStoryFragment }) {
  const { i18n } = useLingui();
  const now = useNow(LOOK_MS);
  const begins = fromNow(slot.startsAt, i18n.locale, now);
  const [begun, over] = [Date.parse(slot.startsAt) <= now, Date.parse(slot.endsAt) <= now];
  if (status === 'PENDING')
    return (
      <p>
        <Trans>O pedido espera você: {expiresAt && <Deadline at={expiresAt} />}.</Trans>
      </p>
    );
  if (!begun)
    return (
      <p>
        <Trans>Confirmada. Começa {begins}. Você pode cancelar até o início.</Trans>
      </p>
    );
  return (
    <p>
      {over ? (
        <Trans>O horário já passou. Anote se a consulta aconteceu.</Trans>
      ) : (
        <Trans>Está acontecendo agora. Ao terminar, anote como foi.</Trans>
      )}
    </p>
  );
}
