import { Plural, Trans } from '@lingui/react/macro';
import { LocalTime } from '~/shared/ui/LocalTime';

/** A stretch of the day that can still be booked. */
export function FreeTime({ startsAt, endsAt, slots }: { startsAt: string; endsAt: string; slots: number }) {
  return (
    <li className="free-time">
      <LocalTime at={startsAt} as="hour" />
      <p>
        <Trans>
          livre até <LocalTime at={endsAt} as="hour" />
        </Trans>
        {slots > 1 && (
          <>
            {' · '}
            <Plural value={slots} one="# horário" other="# horários" />
          </>
        )}
      </p>
    </li>
  );
}
