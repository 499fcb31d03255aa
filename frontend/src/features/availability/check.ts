/** What is wrong with a template, what it leaves alone, and the days on which clocks change it. Pure. */
import { dayOf, minuteOfDay, minutesBetween, plusDays, startOf, weekdayOf } from '~/shared/lib/time';
import {
  MIDNIGHT,
  type Period,
  periodsOn,
  spanOf,
  startsOn,
  visitsOn,
  WEEKDAYS,
  type Week,
  wholeNumber,
} from './template';

export type Part = 'startsAt' | 'endsAt' | 'visitMinutes' | 'gapMinutes';
export type Problem = 'missing' | 'endBeforeStart' | 'noVisit' | 'overlap' | 'visitMinutes' | 'gapMinutes';
/** By period and part: `3.endsAt`. */
export type Problems<What = Problem> = Partial<Record<`${number}.${Part}`, What>>;

export const VISIT_MINUTES = { least: 5, most: 480 };
export const GAP_MINUTES = { least: 0, most: 240 };

export function problemsOf(week: Week): Problems {
  const found: Problems = {};
  for (const weekday of WEEKDAYS) {
    const periods = periodsOn(week, weekday);
    for (const key of overlapping(periods)) found[`${key}.startsAt`] = 'overlap';
    for (const period of periods) Object.assign(found, wrongWith(period));
  }
  return found;
}

function wrongWith(period: Period): Problems {
  const found: Problems = {};
  const { key } = period;
  const span = spanOf(period);
  const visit = within(period.visitMinutes, VISIT_MINUTES);
  if (visit === undefined) found[`${key}.visitMinutes`] = 'visitMinutes';
  if (within(period.gapMinutes, GAP_MINUTES) === undefined) found[`${key}.gapMinutes`] = 'gapMinutes';
  if (!period.startsAt) found[`${key}.startsAt`] = 'missing';
  if (!period.endsAt) found[`${key}.endsAt`] = 'missing';
  if (span && span.until <= span.from) found[`${key}.endsAt`] = 'endBeforeStart';
  else if (span && visit && span.until - span.from < visit) found[`${key}.endsAt`] = 'noVisit';
  return found;
}

/** The number, if it is one that is allowed. */
export function within(text: string, { least, most }: { least: number; most: number }): number | undefined {
  const number = wholeNumber(text);
  return number !== undefined && least <= number && number <= most ? number : undefined;
}

/** Those that begin before another of the same day has ended. */
function overlapping(periods: readonly Period[]): number[] {
  const spans = periods
    .flatMap((period) => {
      const span = spanOf(period);
      return span ? [{ key: period.key, ...span }] : [];
    })
    .sort((one, other) => one.from - other.from);
  let end = 0;
  return spans.flatMap(({ key, from, until }) => {
    const late = from < end;
    end = Math.max(end, until);
    return late ? [key] : [];
  });
}

interface Timed {
  startsAt: string;
  endsAt: string;
}

/** Those that are not wholly within a period of the template: they stay as they are. */
export function outside<Item>(
  week: Week,
  items: readonly Item[],
  timesOf: (item: Item) => Timed,
  zone: string,
): Item[] {
  return items.filter((item) => !isWithin(week, timesOf(item), zone));
}

function isWithin(week: Week, { startsAt, endsAt }: Timed, zone: string): boolean {
  const weekday = WEEKDAYS[weekdayOf(dayOf(startsAt, zone))] ?? 'MONDAY';
  const from = minuteOfDay(startsAt, zone);
  const until = from + minutesBetween(startsAt, endsAt);
  const spans = periodsOn(week, weekday).flatMap((period) => spanOf(period) ?? []);
  return until <= MIDNIGHT && joined(spans).some((span) => span.from <= from && until <= span.until);
}

/** Periods that touch are one stretch of work. */
function joined(spans: { from: number; until: number }[]): { from: number; until: number }[] {
  const stretches: { from: number; until: number }[] = [];
  for (const span of spans.toSorted((one, other) => one.from - other.from)) {
    const last = stretches.at(-1);
    if (last && span.from <= last.until) last.until = Math.max(last.until, span.until);
    else stretches.push({ ...span });
  }
  return stretches;
}

/** The days ahead that are longer or shorter than others: their clocks change. */
export function unevenDays(zone: string, from: string, days: number): string[] {
  const ahead = Array.from({ length: days }, (_, at) => plusDays(from, at));
  return ahead.filter((day) => minutesOf(day, zone) !== MIDNIGHT);
}

/** Those of the uneven days on which clocks go forward and take visits away. */
export function clockChanges(
  week: Week,
  zone: string,
  uneven: readonly string[],
): { day: string; made: number; usual: number }[] {
  return uneven.flatMap((day) => {
    const usual = startsOn(week, WEEKDAYS[weekdayOf(day)] ?? 'MONDAY').length;
    const made = usual ? visitsOn(week, day, zone).length : 0;
    return made === usual ? [] : [{ day, made, usual }];
  });
}

/** How long a day of the calendar is: on most days clocks do nothing, and each of its visits need not be asked. */
function minutesOf(day: string, zone: string): number {
  return minutesBetween(startOf(day, zone), startOf(plusDays(day, 1), zone));
}
