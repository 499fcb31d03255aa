import { Trans } from '@lingui/react/macro';
import { LocalTime } from '~/shared/ui/LocalTime';
import type { AgendaSlotFragment } from './Agenda.gen';

/** A time that somebody else took is said, not only struck through. */
export function SayTaken({ slot }: { slot: AgendaSlotFragment | undefined }) {
  return (
    <p role="status" className="sr-only">
      {slot && slot.status !== 'FREE' && (
        <Trans>
          O horário de <LocalTime at={slot.startsAt} as="longDay" /> às{' '}
          <LocalTime at={slot.startsAt} as="hour" /> não está mais livre.
        </Trans>
      )}
    </p>
  );
}
