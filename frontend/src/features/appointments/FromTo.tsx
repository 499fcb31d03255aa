import { Trans } from '@lingui/react/macro';
import { useReader } from '~/session/reader';
import { hour, nearDay, offset, type Reader, zoneName } from '~/shared/lib/time';
import { DoctorsClock } from './DoctorsClock';
import type { DoctorsClockFragment } from './DoctorsClock.gen';

interface FromToProps {
  from: string;
  to: string;
  doctor: DoctorsClockFragment;
}

/** The old time and the new one, on the reader's clock. */
export function FromTo({ from, to, doctor }: FromToProps) {
  const reader = useReader();
  return (
    <dl className="from-to">
      <div>
        <dt>
          <Trans>De</Trans>
        </dt>
        <dd>
          <time className="old-time" dateTime={from}>
            {dayAndHour(from, reader)}
          </time>
        </dd>
      </div>
      <div>
        <dt>
          <Trans>Para</Trans>
        </dt>
        <dd>
          <time className="new-time" dateTime={to}>
            {dayAndHour(to, reader)}
          </time>
          <p className="muted">
            {zoneName(to, reader)} ({offset(to, reader)})
          </p>
          <DoctorsClock at={to} doctor={doctor} />
        </dd>
      </div>
    </dl>
  );
}

function dayAndHour(at: string, reader: Reader): string {
  return `${nearDay(at, reader)}, ${hour(at, reader)}`;
}
