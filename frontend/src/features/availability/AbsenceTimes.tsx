import { Trans } from '@lingui/react/macro';
import { useReader } from '~/session/reader';
import { dayOf, hour, plusMinutes, shortDay } from '~/shared/lib/time';
import type { AbsenceItemFragment } from './AbsenceItem.gen';
import { isWholeDays } from './spans';

/** qui., 24 de dez. a sex., 25 de dez.; hours only when they matter. */
export function AbsenceTimes({ absence }: { absence: AbsenceItemFragment }) {
  const reader = useReader();
  const { startsAt, endsAt } = absence;
  const last = plusMinutes(endsAt, -1);
  const oneDay = dayOf(startsAt, reader.zone) === dayOf(last, reader.zone);
  const [firstDay, lastDay] = [shortDay(startsAt, reader), shortDay(last, reader)];
  if (isWholeDays(absence, reader.zone))
    return oneDay ? (
      firstDay
    ) : (
      <Trans>
        {firstDay} a {lastDay}
      </Trans>
    );
  const [from, until] = [hour(startsAt, reader), hour(endsAt, reader)];
  if (oneDay)
    return (
      <Trans>
        {firstDay}, {from} às {until}
      </Trans>
    );
  const endDay = shortDay(endsAt, reader);
  return (
    <Trans>
      {firstDay}, {from}, até {endDay}, {until}
    </Trans>
  );
}
