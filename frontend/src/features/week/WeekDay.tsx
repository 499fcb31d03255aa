import { Plural, Trans } from '@lingui/react/macro';
import type { CSSProperties } from 'react';
import { useReader } from '~/session/reader';
import { longDay, monthDay, plusDays, startOf, weekdayName } from '~/shared/lib/time';
import type { Placed } from './grid';
import { type WeekItem, WeekItems } from './WeekItems';
import type { WeekAbsenceFragment } from './week.gen';
import './WeekDay.css';

export type When = 'past' | 'today' | 'ahead';

interface WeekDayProps {
  day: string;
  items: Placed<WeekItem>[];
  absences: readonly WeekAbsenceFragment[];
  when: When;
  /** The minute at which the line of now is drawn. */
  now: number | undefined;
  onOpen: (item: WeekItem) => void;
}

export function dayId(day: string): string {
  return `dia-${day}`;
}

/** A day: its name, and what is on it as a list. */
export function WeekDay({ day, items, absences, when, now, onOpen }: WeekDayProps) {
  const id = dayId(day);
  return (
    <section className="week-day" data-when={when} data-empty={items.length === 0 || undefined}>
      <DayName day={day} id={id} isToday={when === 'today'} />
      <Away day={day} absences={absences} />
      {items.length > 0 ? (
        <WeekItems labelledBy={id} items={items} onOpen={onOpen} />
      ) : (
        <p className="week-nothing muted">
          <Trans>nada marcado</Trans>
        </p>
      )}
      {now !== undefined && (
        <div className="week-now" aria-hidden="true" style={{ '--at': now } as CSSProperties} />
      )}
    </section>
  );
}

function DayName({ day, id, isToday }: { day: string; id: string; isToday: boolean }) {
  const reader = useReader();
  return (
    <header className="week-day-name">
      <h2 id={id} tabIndex={-1}>
        <span className="sr-only">{longDay(startOf(day, reader.zone), reader)}</span>
        <span aria-hidden="true">{weekdayName(day, reader.language)}</span>
      </h2>
      <p className="muted" aria-hidden="true">
        {monthDay(day, reader.language)}
      </p>
      {isToday && (
        <p className="week-today">
          <Trans>hoje</Trans>
        </p>
      )}
    </header>
  );
}

function Away({ day, absences }: { day: string; absences: readonly WeekAbsenceFragment[] }) {
  const { zone } = useReader();
  const [from, until] = [startOf(day, zone), startOf(plusDays(day, 1), zone)].map(Date.parse);
  const here = absences.filter(
    ({ startsAt, endsAt }) => Date.parse(startsAt) < (until ?? 0) && Date.parse(endsAt) > (from ?? 0),
  );
  if (here.length === 0) return null;
  const notes = here.flatMap(({ note }) => note ?? []).join(', ');
  return (
    <p className="week-away">
      {notes ? (
        <Trans>ausência: {notes}</Trans>
      ) : (
        <Plural value={here.length} one="ausência" other="ausências" />
      )}
    </p>
  );
}
