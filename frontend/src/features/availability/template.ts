/** The weekly template while it is edited. Pure; the server's rules are in domain/availability/rules.py. */
import { instantShown, plusMinutes, weekdayOf } from '~/shared/lib/time';

export const WEEKDAYS = [
  'MONDAY',
  'TUESDAY',
  'WEDNESDAY',
  'THURSDAY',
  'FRIDAY',
  'SATURDAY',
  'SUNDAY',
] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** One rule of the template, as the server knows it. */
export interface Rule {
  weekday: Weekday;
  startsAt: string;
  endsAt: string;
  visitMinutes: number;
  gapMinutes: number;
}

/** From when to when, as typed: what is not finished yet is an empty text. */
export interface Period {
  key: number;
  startsAt: string;
  endsAt: string;
  visitMinutes: string;
  gapMinutes: string;
}
export interface Day {
  /** Off keeps its periods, for whoever turns it on again. */
  on: boolean;
  periods: Period[];
}
export type Week = Record<Weekday, Day>;

export const MIDNIGHT = 24 * 60;
const DEFAULT = { startsAt: '08:00', endsAt: '12:00', visitMinutes: '50', gapMinutes: '10' };

export function emptyWeek(): Week {
  return weekOf(() => ({ on: false, periods: [] }));
}

function weekOf(day: (weekday: Weekday) => Day): Week {
  // every weekday is there: the entries are made of all of them
  return Object.fromEntries(WEEKDAYS.map((weekday) => [weekday, day(weekday)])) as Week;
}

export function fromRules(rules: readonly Rule[]): Week {
  const sorted = rules.map((rule, key) => ({ ...rule, key })).sort(byStart);
  return weekOf((weekday) => {
    const periods = sorted.filter((rule) => rule.weekday === weekday).map(toPeriod);
    return { on: periods.length > 0, periods };
  });
}

function toPeriod(rule: Rule & { key: number }): Period {
  return {
    key: rule.key,
    startsAt: rule.startsAt.slice(0, 5),
    endsAt: rule.endsAt.slice(0, 5),
    visitMinutes: String(rule.visitMinutes),
    gapMinutes: String(rule.gapMinutes),
  };
}

function byStart(one: { startsAt: string }, other: { startsAt: string }): number {
  return one.startsAt.localeCompare(other.startsAt);
}

/** What is sent, and which period each rule came from. */
export function toRules(week: Week): { rules: Rule[]; keys: number[] } {
  const all = WEEKDAYS.flatMap((weekday) => periodsOn(week, weekday).map((period) => ({ weekday, period })));
  return {
    keys: all.map(({ period }) => period.key),
    rules: all.map(({ weekday, period }) => ({
      weekday,
      startsAt: period.startsAt,
      endsAt: period.endsAt,
      visitMinutes: Number(period.visitMinutes),
      gapMinutes: Number(period.gapMinutes),
    })),
  };
}

export function periodsOn(week: Week, weekday: Weekday): Period[] {
  return week[weekday].on ? week[weekday].periods : [];
}

/** Whether the two say the same, in whatever order. */
export function sameWeek(one: Week, other: Week): boolean {
  return spelled(one) === spelled(other);
}

function spelled(week: Week): string {
  const lines = WEEKDAYS.map((weekday) =>
    periodsOn(week, weekday)
      .map(({ key: _, ...period }) => Object.values(period).join())
      .sort(),
  );
  return JSON.stringify(lines);
}

/** Minutes from midnight; undefined while it is being typed. */
export function minuteOf(time: string): number | undefined {
  const [, hours, minutes] = /^(\d\d):(\d\d)/.exec(time) ?? [];
  return hours === undefined ? undefined : Number(hours) * 60 + Number(minutes);
}

/** As a clock shows it; 24:00 is 00:00. */
export function timeOf(minute: number): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${two(Math.floor(minute / 60) % 24)}:${two(minute % 60)}`;
}

/** [from, until), in minutes; an end of 00:00 is midnight, the end of the day. */
export function spanOf({ startsAt, endsAt }: Period): { from: number; until: number } | undefined {
  const [from, until] = [minuteOf(startsAt), minuteOf(endsAt)];
  return from === undefined || until === undefined ? undefined : { from, until: until || MIDNIGHT };
}

/** When its visits start, in minutes of the day; none while something is wrong with it. */
export function startsOf(period: Period): number[] {
  const span = spanOf(period);
  const [visit, gap] = [wholeNumber(period.visitMinutes), wholeNumber(period.gapMinutes)];
  if (!span || !visit || gap === undefined) return [];
  const count = Math.floor((span.until - span.from - visit) / (visit + gap)) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, at) => span.from + at * (visit + gap));
}

export function wholeNumber(text: string): number | undefined {
  return /^\d+$/.test(text) ? Number(text) : undefined;
}

/** When the visits of that weekday start, soonest first. */
export function startsOn(week: Week, weekday: Weekday): number[] {
  return periodsOn(week, weekday)
    .flatMap(startsOf)
    .sort((one, other) => one - other);
}

export function visitsAWeek(week: Week): number {
  return WEEKDAYS.reduce((sum, weekday) => sum + startsOn(week, weekday).length, 0);
}

export interface Visit {
  startsAt: string;
  endsAt: string;
}

/**
 * The visits of one day on the calendar: at wall-clock times, of real length. A time that clocks skip gives
 * none, and neither does one that would begin before the visit before it has ended.
 */
export function visitsOn(week: Week, day: string, zone: string): Visit[] {
  const weekday = WEEKDAYS[weekdayOf(day)] ?? 'MONDAY';
  const kept: Visit[] = [];
  for (const { minute, length } of timesOn(week, weekday)) {
    const startsAt = instantShown(day, timeOf(minute), zone);
    const before = kept.at(-1);
    if (startsAt && (!before || Date.parse(before.endsAt) <= Date.parse(startsAt)))
      kept.push({ startsAt, endsAt: plusMinutes(startsAt, length) });
  }
  return kept;
}

function timesOn(week: Week, weekday: Weekday): { minute: number; length: number }[] {
  return periodsOn(week, weekday)
    .flatMap((period) => startsOf(period).map((minute) => ({ minute, length: Number(period.visitMinutes) })))
    .sort((one, other) => one.minute - other.minute);
}

/** How long its visits are when a period is added. */
export type Minutes = Pick<Period, 'visitMinutes' | 'gapMinutes'>;
export const DEFAULT_MINUTES: Minutes = {
  visitMinutes: DEFAULT.visitMinutes,
  gapMinutes: DEFAULT.gapMinutes,
};

/** The lengths that all periods have in common; undefined when they differ. */
export function commonMinutes(week: Week): Minutes | undefined {
  const all = WEEKDAYS.flatMap((weekday) => periodsOn(week, weekday));
  const { visitMinutes, gapMinutes } = all[0] ?? DEFAULT_MINUTES;
  const alike = all.every((each) => each.visitMinutes === visitMinutes && each.gapMinutes === gapMinutes);
  return alike ? { visitMinutes, gapMinutes } : undefined;
}
