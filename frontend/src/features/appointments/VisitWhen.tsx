import { Trans } from '@lingui/react/macro';
import { useReader } from '~/session/reader';
import { datedDay, duration, hour, minutesBetween, offset, zoneName } from '~/shared/lib/time';
import { DoctorsClock } from './DoctorsClock';
import { HowSoon } from './HowSoon';
import { isOff, phaseOf } from './standing';
import type { VisitWhenFragment } from './VisitWhen.gen';
import './VisitWhen.css';

interface WhenProps {
  appointment: VisitWhenFragment;
  now: number;
}

/** The day, the hour and on whose clock: the largest thing on the page. */
export function VisitWhen({ appointment, now }: WhenProps) {
  const { slot } = appointment;
  const reader = useReader();
  const phase = phaseOf(appointment, now);
  const lasts = duration(minutesBetween(slot.startsAt, slot.endsAt), reader.language);
  return (
    <div className={`visit-when ${isOff(appointment) ? 'off' : ''}`}>
      {(phase === 'coming' || phase === 'running') && (
        <p className="visit-soon no-print">
          <HowSoon slot={slot} now={now} />
        </p>
      )}
      <p className="visit-day">
        <time dateTime={slot.startsAt}>
          <span>{datedDay(slot.startsAt, reader)}</span>{' '}
          <b>
            <Trans>às {hour(slot.startsAt, reader)}</Trans>
          </b>
        </time>
      </p>
      <p className="muted">
        {zoneName(slot.startsAt, reader)} ({offset(slot.startsAt, reader)}) · {lasts}
      </p>
      <DoctorsClock at={slot.startsAt} doctor={appointment.doctor} />
    </div>
  );
}
