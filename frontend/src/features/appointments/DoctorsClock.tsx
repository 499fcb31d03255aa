import { Trans } from '@lingui/react/macro';
import { useReader } from '~/session/reader';
import { clocksDiffer, dayOf, hour, longDay, offset, zoneName } from '~/shared/lib/time';
import type { DoctorsClockFragment } from './DoctorsClock.gen';

/** The hour where the doctor is, when it is another; with its day when that differs too. */
export function DoctorsClock({ at, doctor }: { at: string; doctor: DoctorsClockFragment }) {
  const reader = useReader();
  const theirs = { ...reader, zone: doctor.timeZone };
  if (!clocksDiffer(at, reader.zone, theirs.zone)) return null;
  const sameDay = dayOf(at, reader.zone) === dayOf(at, theirs.zone);
  const time = sameDay ? hour(at, theirs) : `${longDay(at, theirs)}, ${hour(at, theirs)}`;
  const [name, zone, difference] = [doctor.name, zoneName(at, theirs), offset(at, theirs)];
  return (
    <p className="muted">
      <Trans>
        Para {name}, {time} ({zone}, {difference}).
      </Trans>
    </p>
  );
}
