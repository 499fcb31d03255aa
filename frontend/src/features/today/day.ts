/** A doctor's day: what is in it, in which order, and what comes first. */
import { minutesBetween } from '~/shared/lib/time';

type Status = 'PENDING' | 'CONFIRMED' | 'DECLINED' | 'EXPIRED' | 'CANCELLED' | 'COMPLETED' | 'NO_SHOW';

export interface Visit {
  status: Status;
  closedAt: string | null;
  slot: { startsAt: string; endsAt: string };
}
export interface Span {
  startsAt: string;
  endsAt: string;
}
export type Moment<V> = { kind: 'visit'; visit: V } | ({ kind: 'free'; slots: number } & Span);

const CALLED_OFF: readonly Status[] = ['DECLINED', 'EXPIRED', 'CANCELLED'];
/** Free slots with no longer a pause between them are one stretch. */
const PAUSE_MINUTES = 30;

/** The visits and what is still free, by the clock. What was called off is told on the day it was. */
export function orderOfDay<V extends Visit>(
  visits: readonly V[],
  free: readonly Span[],
  dayBegan: string,
  now: number,
): readonly Moment<V>[] {
  const told = visits.filter((visit) => !isCalledOff(visit) || wasSince(visit.closedAt, dayBegan));
  const ahead = free.filter(({ startsAt }) => Date.parse(startsAt) > now);
  const moments: Moment<V>[] = [
    ...told.map((visit) => ({ kind: 'visit', visit }) as const),
    ...ahead.map(({ startsAt, endsAt }) => ({ kind: 'free', slots: 1, startsAt, endsAt }) as const),
  ];
  return moments.sort(byTheClock).reduce<Moment<V>[]>(withFreeTimesJoined, []);
}

/** What the doctor is asked to look at first: the visit that goes on, else the next one. */
export function spotlit<V extends Visit>(visits: readonly V[], now: number): V | undefined {
  return visits
    .filter(({ status, slot }) => status === 'CONFIRMED' && Date.parse(slot.endsAt) > now)
    .sort((one, other) => Date.parse(one.slot.startsAt) - Date.parse(other.slot.startsAt))[0];
}

export function isCalledOff({ status }: Pick<Visit, 'status'>): boolean {
  return CALLED_OFF.includes(status);
}

function wasSince(instant: string | null, since: string): boolean {
  return instant !== null && Date.parse(instant) >= Date.parse(since);
}

function byTheClock<V extends Visit>(one: Moment<V>, other: Moment<V>): number {
  return beginning(one) - beginning(other) || rank(one) - rank(other);
}

function beginning<V extends Visit>(moment: Moment<V>): number {
  return Date.parse(moment.kind === 'free' ? moment.startsAt : moment.visit.slot.startsAt);
}

/** At one hour: what was called off, what takes its place, what is free. */
function rank<V extends Visit>(moment: Moment<V>): number {
  if (moment.kind === 'free') return 2;
  return isCalledOff(moment.visit) ? 0 : 1;
}

function withFreeTimesJoined<V extends Visit>(told: Moment<V>[], moment: Moment<V>): Moment<V>[] {
  const last = told.at(-1);
  const joins =
    moment.kind === 'free' &&
    last?.kind === 'free' &&
    minutesBetween(last.endsAt, moment.startsAt) <= PAUSE_MINUTES;
  if (!joins) return [...told, moment];
  return [...told.slice(0, -1), { ...last, endsAt: moment.endsAt, slots: last.slots + 1 }];
}
