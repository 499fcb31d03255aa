import { Trans } from '@lingui/react/macro';
import { LocalTime } from '~/shared/ui/LocalTime';

/** Until then a patient cancels or moves a visit. */
const WINDOW_MS = 2 * 60 * 60_000;

export function changeUntil(startsAt: string): string {
  return new Date(Date.parse(startsAt) - WINDOW_MS).toISOString();
}

export function ChangeRule({ startsAt }: { startsAt: string }) {
  const until = changeUntil(startsAt);
  return (
    <p className="muted">
      {Date.parse(until) > Date.now() ? (
        <Trans>
          Você pode cancelar ou remarcar até 2 horas antes: <LocalTime at={until} />
        </Trans>
      ) : (
        <Trans>
          Faltam menos de 2 horas: depois de marcar, não dá mais para cancelar ou remarcar por aqui.
        </Trans>
      )}
    </p>
  );
}
