/** The seven days that an agenda shows. A week begins on the day one looks at it, not on Mondays. */
import { dayOf, daysBetween, isDay, plusDays, startOf } from '~/shared/lib/time';

export const WEEK = 7;
/** Doctors publish a year ahead at the most. */
const FARTHEST = 366;

/** The first day of the week that an address asks for: today, unless it names a day that can have free times. */
export function firstDay(wish: string | null | undefined, today: string): string {
  if (!wish || !isDay(wish)) return today;
  const ahead = daysBetween(today, wish);
  return ahead > 0 && ahead <= FARTHEST ? wish : today;
}

/** The week before and the week after; never before today, never beyond what can be published. */
export function neighbours(first: string, today: string): { before?: string; after?: string } {
  const before = plusDays(first, -WEEK);
  const after = plusDays(first, WEEK);
  return {
    before: first > today ? (before > today ? before : today) : undefined,
    after: daysBetween(today, after) <= FARTHEST ? after : undefined,
  };
}

/** The instants between which a number of days lies on the clocks of a zone. */
export function stretch(first: string, days: number, zone: string): { from: string; to: string } {
  return { from: startOf(first, zone), to: startOf(plusDays(first, days), zone) };
}

export interface AgendaDay<Slot> {
  day: string;
  slots: Slot[];
}

/** Each of the seven days with its times, also the days without. */
export function daysOf<Slot extends { startsAt: string }>(
  first: string,
  slots: readonly Slot[],
  zone: string,
): AgendaDay<Slot>[] {
  const grouped = new Map(byDay(slots, zone).map((each) => [each.day, each]));
  return Array.from({ length: WEEK }, (_, at) => plusDays(first, at)).map(
    (day) => grouped.get(day) ?? { day, slots: [] },
  );
}

/** Times by the day on which they fall in a zone, soonest first; only days that have any. */
export function byDay<Slot extends { startsAt: string }>(
  slots: readonly Slot[],
  zone: string,
): AgendaDay<Slot>[] {
  const days: AgendaDay<Slot>[] = [];
  for (const slot of [...slots].sort((one, other) => Date.parse(one.startsAt) - Date.parse(other.startsAt))) {
    const day = dayOf(slot.startsAt, zone);
    const last = days.at(-1);
    if (last?.day === day) last.slots.push(slot);
    else days.push({ day, slots: [slot] });
  }
  return days;
}
