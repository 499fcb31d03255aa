import { Trans } from '@lingui/react/macro';
import { useId } from 'react';
import { useReader } from '~/session/reader';
import { dayOf, hour, nearDay, offset, today, zoneName } from '~/shared/lib/time';
import { Go } from '~/shared/ui/Go';
import { Pebble } from '~/shared/ui/Pebble';
import { StatusTag } from '~/shared/ui/StatusTag';
import { HowSoon } from './HowSoon';
import type { NextVisitFragment } from './NextVisit.gen';
import { VisitActions } from './VisitActions';
import './NextVisit.css';

interface NextProps {
  appointment: NextVisitFragment;
  now: number;
  onCancelled: () => void;
}

/** The visit that comes next, large. */
export function NextVisit({ appointment, now, onCancelled }: NextProps) {
  const { slot } = appointment;
  const reader = useReader();
  const isToday = dayOf(slot.startsAt, reader.zone) === today(reader.zone, new Date(now));
  const id = useId();
  return (
    <section className={`next-visit card ${isToday ? 'today' : ''}`} aria-labelledby={id}>
      <h2 id={id}>
        <Trans>Próxima</Trans>
      </h2>
      <p className="next-soon">
        <HowSoon slot={slot} now={now} />
      </p>
      <p className="next-when">
        <time dateTime={slot.startsAt}>
          {nearDay(slot.startsAt, reader, now)}, {hour(slot.startsAt, reader)}
        </time>{' '}
        <span className="muted">
          {zoneName(slot.startsAt, reader)} ({offset(slot.startsAt, reader)})
        </span>
      </p>
      <Who appointment={appointment} />
      <VisitActions appointment={appointment} now={now} onCancelled={onCancelled} />
    </section>
  );
}

function Who({ appointment }: { appointment: NextVisitFragment }) {
  const { id, doctor } = appointment;
  return (
    <div className="next-who">
      <Pebble name={doctor.name} />
      <div>
        <Go to="appointment" params={{ id }} className="next-link">
          <span className="sr-only">
            <Trans>Ver a consulta com</Trans>{' '}
          </span>
          {doctor.name}
        </Go>
        <p className="muted">{doctor.specialties.map(({ name }) => name).join(', ')}</p>
      </div>
      <StatusTag appointment={appointment} />
    </div>
  );
}
