/**
 * The API lists the soonest first; what is over is read newest first. So it is read by windows of time, back
 * from now, each wider than the one before: the last has no beginning. No React here.
 */
import { plusDays, plusMonths, startOf } from '~/shared/lib/time';

export interface Window {
  /** [from, to); null: no end on that side. */
  from: string | null;
  to: string | null;
}

/** How many months back from today each window begins. */
const MONTHS_BACK = [3, 12, 36];

/** The window of that number, 0 first. Visits that are over end today; cancelled ones may lie ahead. */
export function windowOf(number: number, today: string, zone: string, ahead: boolean): Window {
  const edge = (months: number | undefined) =>
    months === undefined ? null : startOf(plusMonths(today, -months), zone);
  const now = ahead ? null : startOf(plusDays(today, 1), zone);
  return { from: edge(MONTHS_BACK[number]), to: number === 0 ? now : edge(MONTHS_BACK[number - 1]) };
}
