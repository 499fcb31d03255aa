/** Where an appointment stands at a moment, and what its patient may still do. No React here. */
import { plusMinutes } from '~/shared/lib/time';
import type { StandingFragment } from './standing.gen';

/** As the clinic does on the server (its own word is final: TooLate). */
const CHANGE_WINDOW_MINUTES = 120;

export type Phase =
  /** The doctor has not answered. */
  | 'waiting'
  /** Nobody answered in time; the server is about to write it down. */
  | 'lapsed'
  | 'coming'
  | 'running'
  /** Over, and the doctor has not said how it went. */
  | 'ended'
  | 'closed';

export function phaseOf({ status, expiresAt, slot }: StandingFragment, now: number): Phase {
  if (status === 'PENDING') return expiresAt && Date.parse(expiresAt) <= now ? 'lapsed' : 'waiting';
  if (status !== 'CONFIRMED') return 'closed';
  if (now < Date.parse(slot.startsAt)) return 'coming';
  return now < Date.parse(slot.endsAt) ? 'running' : 'ended';
}

/** It does not take place, or did not. */
export function isOff({ status }: Pick<StandingFragment, 'status'>): boolean {
  return status === 'DECLINED' || status === 'EXPIRED' || status === 'CANCELLED';
}

/** Until when a patient reschedules or cancels. */
export function changeableUntil({ slot }: StandingFragment): string {
  return plusMinutes(slot.startsAt, -CHANGE_WINDOW_MINUTES);
}

export function mayChange(appointment: StandingFragment, now: number): boolean {
  const phase = phaseOf(appointment, now);
  return (phase === 'waiting' || phase === 'coming') && now < Date.parse(changeableUntil(appointment));
}

/** A calendar holds what is agreed and ahead. */
export function mayBeInCalendar(appointment: StandingFragment, now: number): boolean {
  return phaseOf(appointment, now) === 'coming';
}

/** The live ones by what they mean to their patient; each keeps the order that it came in. */
export interface Sections<Each> {
  next: Each | undefined;
  coming: Each[];
  waiting: Each[];
  /** They belong to the past, where they are listed. */
  ended: Each[];
}

export function sectionsOf<Each extends StandingFragment>(
  soonestFirst: readonly Each[],
  now: number,
): Sections<Each> {
  const those = (...phases: Phase[]) => soonestFirst.filter((each) => phases.includes(phaseOf(each, now)));
  const [next, ...coming] = those('running', 'coming');
  return { next, coming, waiting: those('waiting', 'lapsed'), ended: those('ended') };
}
