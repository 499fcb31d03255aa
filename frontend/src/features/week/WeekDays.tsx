import { useLingui } from '@lingui/react/macro';
import { type CSSProperties, useEffect, useState } from 'react';
import { useReader } from '~/session/reader';
import { useNow } from '~/shared/lib/now';
import { dayOf, minuteOfDay } from '~/shared/lib/time';
import { hourHeight, hoursFor, hoursIn, type Placed, placedOn, type Timed, weekFrom } from './grid';
import { SlotSheet } from './SlotSheet';
import type { WeekData } from './useWeek';
import { VisitSheet } from './VisitSheet';
import { dayId, WeekDay, type When } from './WeekDay';
import type { WeekItem } from './WeekItems';
import './WeekDays.css';

interface WeekDaysProps {
  monday: string;
  week: WeekData;
  /** What is shown may have changed; it is being read anew. */
  stale: boolean;
}

/** Seven headed lists: side by side on a wide screen, one below the other on a narrow one and on paper. */
export function WeekDays({ monday, week, stale }: WeekDaysProps) {
  const { t } = useLingui();
  const { zone } = useReader();
  const { open, setOpen, close } = useOpen(zone);
  const days = placed(monday, week, zone);
  const all = days.flatMap(({ items }) => items);
  const hours = hoursFor(all);
  const now = useNow(30_000);
  const shape = {
    '--from': hours.from,
    '--hours': (hours.until - hours.from) / 60,
    '--hour': `${hourHeight(all)}rem`,
  } as CSSProperties; // React's type knows no custom properties
  return (
    <>
      <section className="week-days" style={shape} aria-label={t`Dias da semana`} aria-busy={stale}>
        <Hours hours={hoursIn(hours)} />
        {days.map(({ day, items }) => (
          <WeekDay
            key={day}
            day={day}
            items={items}
            absences={week.absences}
            now={nowOn(day, now, zone, hours)}
            when={whenIs(day, dayOf(new Date(now).toISOString(), zone))}
            onOpen={setOpen}
          />
        ))}
      </section>
      <OpenSheet week={week} open={open} onClose={close} />
    </>
  );
}

function placed(monday: string, week: WeekData, zone: string): { day: string; items: Placed<WeekItem>[] }[] {
  const items: WeekItem[] = [
    ...week.visits.map((visit) => ({ kind: 'visit' as const, visit })),
    ...week.slots.map((slot) => ({ kind: 'slot' as const, slot })),
  ];
  return weekFrom(monday).map((day) => ({ day, items: placedOn(day, items, timesOf, zone) }));
}

function timesOf(item: WeekItem): Timed {
  return item.kind === 'visit' ? item.visit.slot : item.slot;
}

function whenIs(day: string, today: string): When {
  if (day === today) return 'today';
  return day < today ? 'past' : 'ahead';
}

/** The minute at which the line of now stands on that day; undefined on any other. */
function nowOn(day: string, now: number, zone: string, hours: { from: number; until: number }) {
  const instant = new Date(now).toISOString();
  const minute = minuteOfDay(instant, zone);
  const shown = dayOf(instant, zone) === day && hours.from <= minute && minute < hours.until;
  return shown ? minute : undefined;
}

function Hours({ hours }: { hours: number[] }) {
  return (
    <div className="week-hours" aria-hidden="true">
      {hours.map((each) => (
        <span key={each}>{String(each).padStart(2, '0')}h</span>
      ))}
    </div>
  );
}

/** The keyboard comes back to what was opened; to the name of its day, when that is gone. */
function useOpen(zone: string) {
  const [open, setOpen] = useState<WeekItem | null>(null);
  const [leftDay, setLeftDay] = useState<string | null>(null);
  useEffect(() => {
    if (!leftDay) return;
    document.getElementById(dayId(leftDay))?.focus({ preventScroll: true });
    setLeftDay(null);
  }, [leftDay]);
  function close(gone: boolean) {
    if (gone && open) setLeftDay(dayOf(timesOf(open).startsAt, zone));
    setOpen(null);
  }
  return { open, setOpen, close };
}

interface OpenSheetProps {
  week: WeekData;
  open: WeekItem | null;
  onClose: (gone: boolean) => void;
}

/** What was tapped, as it is now, also when it is no longer in the list. */
function OpenSheet({ week, open, onClose }: OpenSheetProps) {
  if (!open) return null;
  if (open.kind === 'slot') {
    const slot = week.slots.find(({ id }) => id === open.slot.id);
    return <SlotSheet slot={open.slot} isFree={slot?.status === 'FREE'} onClose={onClose} />;
  }
  const visit = week.visits.find(({ id }) => id === open.visit.id);
  return <VisitSheet visit={visit ?? open.visit} onClose={() => onClose(!visit)} />;
}
