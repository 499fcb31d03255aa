/** The only place that turns instants into words. Instants are ISO 8601 in UTC; days are `2026-12-01`. Intl knows the
 * zones; no library does, which would be 4 kB of the landing (clocks.time.test.ts lets one judge). */

import { keeping } from './keeping';

export interface Reader {
  /** IANA name: the zone that the reader lives by; empty: the browser's own, whose name need not be known. */
  zone: string;
  /** pt-BR or en. */
  language: string;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function format(reader: Reader, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([reader, options]);
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(reader.language, {
    timeZone: reader.zone || undefined,
    hourCycle: 'h23',
    ...options,
  });
  formats.set(key, made);
  return made;
}

let here: string | undefined;

export function browserZone(): string {
  here ??= Intl.DateTimeFormat().resolvedOptions().timeZone;
  return here;
}

const relativeIn = keeping((language) => new Intl.RelativeTimeFormat(language, { numeric: 'auto' }));
const amountsIn = {
  hour: keeping((language) => unitFormat(language, 'hour')),
  minute: keeping((language) => unitFormat(language, 'minute')),
};

function unitFormat(language: string, unit: 'hour' | 'minute'): Intl.NumberFormat {
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' });
}

/** 13:30 */
export function hour(instant: string, reader: Reader): string {
  return format(reader, { hour: '2-digit', minute: '2-digit' }).format(new Date(instant));
}

/** terça-feira, 24 de novembro */
export function longDay(instant: string, reader: Reader): string {
  return format(reader, { weekday: 'long', day: 'numeric', month: 'long' }).format(new Date(instant));
}

/** ter., 24 de nov. */
export function shortDay(instant: string, reader: Reader): string {
  return format(reader, { weekday: 'short', day: 'numeric', month: 'short' }).format(new Date(instant));
}

/** ter */
export function weekdayName(day: string, language: string, width: 'short' | 'long' = 'short'): string {
  const name = format({ zone: 'UTC', language }, { weekday: width }).format(new Date(`${day}T00:00Z`));
  return name.replace(/\.$/, '');
}

/** 24 de nov. */
export function monthDay(day: string, language: string): string {
  const noon = new Date(`${day}T00:00Z`);
  return format({ zone: 'UTC', language }, { day: 'numeric', month: 'short' }).format(noon);
}

/** The day on the reader's calendar. */
export function dayOf(instant: string, zone: string): string {
  return dayAt(wallClock(Date.parse(instant), zone));
}

export function today(zone: string, now: Date = new Date()): string {
  return dayOf(now.toISOString(), zone);
}

/** The day that many days later, or earlier. */
export function plusDays(day: string, days: number): string {
  return dayAt(midnight(day) + days * DAY_MS);
}

/** Whole days from one day to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

/** The Monday of that day's week. */
export function mondayOf(day: string): string {
  return plusDays(day, -((new Date(`${day}T00:00Z`).getUTCDay() + 6) % 7));
}

/** The instant at which a day begins there, whatever the clocks did. */
export function startOf(day: string, zone: string): string {
  return instantOf(midnight(day), zone);
}

/** The instant of a wall-clock time (`08:30`) on a day. */
export function instantAt(day: string, time: string, zone: string): string {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return instantOf(midnight(day) + (hours * 60 + minutes) * 60_000, zone);
}

/** Minutes since midnight on the reader's clock. */
export function minuteOfDay(instant: string, zone: string): number {
  const wall = new Date(wallClock(Date.parse(instant), zone));
  return wall.getUTCHours() * 60 + wall.getUTCMinutes();
}

export function minutesBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 60_000);
}

/** horário de Brasília; Brasilia time. */
export function zoneName(instant: string, reader: Reader): string {
  const name = part(instant, reader, 'longGeneric').replace(' Padrão', '').replace(' Standard', '');
  const isWord = reader.language !== 'en' && /^\p{Lu}\p{Ll}/u.test(name); // not GMT+00:00
  return isWord ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}

/** GMT-3 */
export function offset(instant: string, reader: Reader): string {
  return part(instant, { ...reader, language: 'en' }, 'shortOffset');
}

/** Whether clocks in the two zones show another time then. */
export function clocksDiffer(instant: string, zone: string, other: string): boolean {
  return wallClock(Date.parse(instant), zone) !== wallClock(Date.parse(instant), other);
}

/** em 2 horas; há 3 minutos; amanhã */
export function fromNow(instant: string, language: string, now: number = Date.now()): string {
  const minutes = Math.round((Date.parse(instant) - now) / 60_000);
  const words = relativeIn(language);
  if (Math.abs(minutes) < 60) return words.format(minutes, 'minute');
  const hours = Math.round(minutes / 60);
  return Math.abs(hours) < 36 ? words.format(hours, 'hour') : words.format(Math.round(hours / 24), 'day');
}

/** 4:59 */
export function clock(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** Where a day stands in its week: Monday is 0, Sunday 6. */
export function weekdayOf(day: string): number {
  return (new Date(`${day}T00:00Z`).getUTCDay() + 6) % 7;
}

/** The instant at which clocks there show this; undefined on a day on which they skip it. */
export function instantShown(day: string, time: string, zone: string): string | undefined {
  const instant = instantAt(day, time, zone);
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const shows = dayOf(instant, zone) === day && minuteOfDay(instant, zone) === hours * 60 + minutes;
  return shows ? instant : undefined;
}

/** The instant that many minutes later, or earlier. */
export function plusMinutes(instant: string, minutes: number): string {
  return new Date(Date.parse(instant) + minutes * 60_000).toISOString();
}

/** 23 a 29 de novembro; November 23 – 29; with its year when it is another one than `today`'s. */
export function dayRange(from: string, to: string, language: string, today: string = from): string {
  const year = to.slice(0, 4) === today.slice(0, 4) ? undefined : 'numeric';
  const days = format({ zone: 'UTC', language }, { day: 'numeric', month: 'long', year });
  const range = days.formatRange(new Date(`${from}T00:00Z`), new Date(`${to}T00:00Z`));
  return language === 'pt-BR' ? range.replace(/\s*–\s*/, ' a ') : range;
}

/** Whether it is a day of the calendar: 2028-02-29, but not 2026-02-29. */
export function isDay(text: string): boolean {
  const begin = /^\d{4}-\d{2}-\d{2}$/.test(text) ? midnight(text) : Number.NaN;
  return !Number.isNaN(begin) && dayAt(begin) === text;
}

/** What somebody wrote into the address, if it is a day; else the other. */
export function dayOr(text: string | null, other: string): string {
  const written = new Date(`${text}T00:00Z`);
  return !Number.isNaN(written.getTime()) && written.toISOString().slice(0, 10) === text ? text : other;
}

function part(instant: string, reader: Reader, timeZoneName: 'longGeneric' | 'shortOffset'): string {
  const parts = format(reader, { timeZoneName }).formatToParts(new Date(instant));
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
}

/** The same day that many months later, or earlier; the last of a shorter month. */
export function plusMonths(day: string, months: number): string {
  const from = new Date(midnight(day));
  const target = from.getUTCMonth() + months;
  const last = new Date(Date.UTC(from.getUTCFullYear(), target + 1, 0)).getUTCDate();
  return dayAt(Date.UTC(from.getUTCFullYear(), target, Math.min(from.getUTCDate(), last)));
}

/** hoje; amanhã; ontem; quinta-feira, 26 de novembro; with the year when it is another one. */
export function nearDay(instant: string, reader: Reader, now: number = Date.now()): string {
  const day = dayOf(instant, reader.zone);
  const here = today(reader.zone, new Date(now));
  const away = daysBetween(here, day);
  if (Math.abs(away) <= 1) return daysAway(instant, reader, now);
  return day.slice(0, 4) === here.slice(0, 4) ? longDay(instant, reader) : datedDay(instant, reader);
}

/** quinta-feira, 26 de novembro de 2026 */
export function datedDay(instant: string, reader: Reader): string {
  const words = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const;
  return format(reader, words).format(new Date(instant));
}

/** In days of the reader's calendar: hoje; amanhã; em 5 dias; ontem; há 3 dias */
export function daysAway(instant: string, reader: Reader, now: number = Date.now()): string {
  const days = daysBetween(today(reader.zone, new Date(now)), dayOf(instant, reader.zone));
  return relativeIn(reader.language).format(days, 'day');
}

/** 2 h 10 min; 45 min; 2 h */
export function duration(minutes: number, language: string): string {
  const whole = Math.max(0, Math.floor(minutes));
  const amounts = [
    ['hour', Math.floor(whole / 60)],
    ['minute', whole % 60],
  ] as const;
  const there = amounts.filter(([unit, amount]) => amount || (unit === 'minute' && whole < 60));
  return there.map(([unit, amount]) => amountsIn[unit](language).format(amount)).join(' ');
}

/** qui., 26 de nov.; with the year when it is another one than now's. */
export function listedDay(instant: string, reader: Reader, now: number = Date.now()): string {
  const sameYear = dayOf(instant, reader.zone).slice(0, 4) === today(reader.zone, new Date(now)).slice(0, 4);
  if (sameYear) return shortDay(instant, reader);
  const words = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const;
  return format(reader, words).format(new Date(instant));
}

const DAY_MS = 86_400_000;

/** A day's midnight as if its clocks ran in UTC. */
function midnight(day: string): number {
  return Date.parse(`${day}T00:00Z`);
}

function dayAt(wall: number): string {
  return new Date(wall).toISOString().slice(0, 10);
}

/** What the clocks of a zone show at an instant, as if they ran in UTC; to the minute. */
function wallClock(instant: number, zone: string): number {
  if (!zone) return wallClockHere(new Date(instant));
  const named = Object.fromEntries(
    format({ zone, language: 'en-US' }, WALL)
      .formatToParts(instant)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 0, day = 0, hour: hours = 0, minute = 0 } = named;
  return Date.UTC(year, month - 1, day, hours, minute);
}

/** Without Intl, whose first question costs a phone a tenth of a second. */
function wallClockHere(at: Date): number {
  return Date.UTC(at.getFullYear(), at.getMonth(), at.getDate(), at.getHours(), at.getMinutes());
}

const WALL: Intl.DateTimeFormatOptions = {
  ...{ year: 'numeric', month: 'numeric', day: 'numeric' },
  ...{ hour: 'numeric', minute: 'numeric' },
};

/** When the clocks of a zone show that: the first time if they do so twice, as much later if they skip it. */
function instantOf(wall: number, zone: string): string {
  const offsets = [wall - DAY_MS, wall + DAY_MS].map((near) => wallClock(near, zone) - near);
  const tries = offsets.map((each) => wall - each);
  const right = tries.filter((each) => wallClock(each, zone) === wall);
  return new Date(right.length ? Math.min(...right) : Math.max(...tries)).toISOString();
}
