/** Where things stand on the week's grid. Pure; minutes are wall-clock minutes of the doctor's day. */
import { dayOf, minuteOfDay, minutesBetween, plusDays } from '~/shared/lib/time';

export interface Timed {
  startsAt: string;
  endsAt: string;
}

export interface Placed<Item> {
  item: Item;
  /** Minutes from midnight, and how many; never beyond the end of its day. */
  from: number;
  length: number;
  /** Two things at the same wall-clock time (clocks went back) stand side by side. */
  lane: number;
  lanes: number;
}

const DAY = 24 * 60;
const WORKDAY = { from: 8 * 60, until: 18 * 60 };
/** In rem: an hour is this high, higher when visits are short, so that each can be read and hit. */
const HOUR = { least: 3.5, most: 8, target: 2.75, floor: 1.5 };

/** The seven days from a Monday on. */
export function weekFrom(monday: string): string[] {
  return Array.from({ length: 7 }, (_, at) => plusDays(monday, at));
}

/** What starts on that day there, soonest first, in its place. */
export function placedOn<Item>(
  day: string,
  items: readonly Item[],
  timesOf: (item: Item) => Timed,
  zone: string,
): Placed<Item>[] {
  const placed = items
    .filter((item) => dayOf(timesOf(item).startsAt, zone) === day)
    .sort((one, other) => Date.parse(timesOf(one).startsAt) - Date.parse(timesOf(other).startsAt))
    .map((item) => placeOf(item, timesOf(item), zone));
  return inLanes(placed);
}

function placeOf<Item>(item: Item, { startsAt, endsAt }: Timed, zone: string): Placed<Item> {
  const from = minuteOfDay(startsAt, zone);
  return {
    item,
    from,
    length: Math.max(1, Math.min(minutesBetween(startsAt, endsAt), DAY - from)),
    lane: 0,
    lanes: 1,
  };
}

function inLanes<Item>(placed: Placed<Item>[]): Placed<Item>[] {
  for (const [at, one] of placed.entries()) {
    const other = placed.slice(0, at).find((before) => overlap(before, one));
    if (other) {
      one.lane = 1 - other.lane;
      one.lanes = other.lanes = 2;
    }
  }
  return placed;
}

function overlap(one: Placed<unknown>, other: Placed<unknown>): boolean {
  return one.from < other.from + other.length && other.from < one.from + one.length;
}

/** Whole hours that hold everything; a plain working day when there is nothing. */
export function hoursFor(placed: readonly Placed<unknown>[]): { from: number; until: number } {
  if (placed.length === 0) return WORKDAY;
  const from = Math.min(...placed.map((each) => each.from));
  const until = Math.max(...placed.map((each) => each.from + each.length));
  return { from: Math.floor(from / 60) * 60, until: Math.ceil(until / 60) * 60 };
}

/** How high an hour is, in rem, so that the shortest visit is a target for a finger. */
export function hourHeight(placed: readonly Placed<unknown>[]): number {
  const shortest = Math.min(60, ...placed.map((each) => each.length));
  const wished = (60 / shortest) * HOUR.target;
  const needed = (60 / shortest) * HOUR.floor;
  return Math.max(HOUR.least, Math.min(wished, HOUR.most), needed);
}

/** 8, 9, 10 ...: the hours that begin in the range. */
export function hoursIn({ from, until }: { from: number; until: number }): number[] {
  return Array.from({ length: (until - from) / 60 }, (_, at) => from / 60 + at);
}
