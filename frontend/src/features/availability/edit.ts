/** What an editor of the template does to it. Pure: each gives a new week. */
import {
  type Day,
  type Minutes,
  type Period,
  spanOf,
  timeOf,
  WEEKDAYS,
  type Week,
  type Weekday,
} from './template';

const LUNCH = 2 * 60;
const HALF_DAY = 4 * 60;
const LAST = 23 * 60;
const WORKDAYS = WEEKDAYS.slice(0, 5);

export type Change =
  | { do: 'turn'; weekday: Weekday; on: boolean; minutes: Minutes }
  | { do: 'add'; weekday: Weekday; minutes: Minutes }
  | { do: 'remove'; weekday: Weekday; key: number }
  | { do: 'set'; weekday: Weekday; key: number; values: Partial<Omit<Period, 'key'>> }
  | { do: 'setAll'; minutes: Partial<Minutes> }
  | { do: 'copy'; weekday: Weekday; to: readonly Weekday[] }
  | { do: 'suggest'; minutes: Minutes };

export function changed(week: Week, change: Change): Week {
  switch (change.do) {
    case 'turn':
      return withDay(week, change.weekday, turned(week, change));
    case 'add':
      return withDay(week, change.weekday, added(week, change));
    case 'remove':
      return withDay(week, change.weekday, without(week[change.weekday], change.key));
    case 'set':
      return withDay(week, change.weekday, {
        ...week[change.weekday],
        periods: week[change.weekday].periods.map((period) =>
          period.key === change.key ? { ...period, ...change.values } : period,
        ),
      });
    case 'setAll':
      return everyPeriod(week, change.minutes);
    case 'copy':
      return copied(week, change.weekday, change.to);
    case 'suggest':
      return copied(suggestedMonday(week, change.minutes), 'MONDAY', WORKDAYS);
  }
}

function withDay(week: Week, weekday: Weekday, day: Day): Week {
  return { ...week, [weekday]: day };
}

/** A number that no period has. */
export function nextKey(week: Week): number {
  const keys = WEEKDAYS.flatMap((weekday) => week[weekday].periods.map(({ key }) => key));
  return Math.max(-1, ...keys) + 1;
}

function turned(week: Week, { weekday, on, minutes }: Extract<Change, { do: 'turn' }>): Day {
  const day = week[weekday];
  if (on && day.periods.length === 0) return added(week, { weekday, minutes });
  return { ...day, on };
}

/** A morning first; after that, half a day after a break behind the last period. */
function added(week: Week, { weekday, minutes }: { weekday: Weekday; minutes: Minutes }): Day {
  const { periods } = week[weekday];
  const ends = periods.map((period) => spanOf(period)?.until ?? 0);
  const from = periods.length ? Math.min(Math.max(...ends) + LUNCH, LAST) : 8 * 60;
  const times = { startsAt: timeOf(from), endsAt: timeOf(Math.min(from + HALF_DAY, 24 * 60)) };
  return { on: true, periods: [...periods, { key: nextKey(week), ...times, ...minutes }] };
}

function without(day: Day, key: number): Day {
  const periods = day.periods.filter((period) => period.key !== key);
  return { on: day.on && periods.length > 0, periods };
}

function everyPeriod(week: Week, minutes: Partial<Minutes>): Week {
  return WEEKDAYS.reduce(
    (all, weekday) =>
      withDay(all, weekday, {
        ...all[weekday],
        periods: all[weekday].periods.map((period) => ({ ...period, ...minutes })),
      }),
    week,
  );
}

function copied(week: Week, weekday: Weekday, to: readonly Weekday[]): Week {
  return to
    .filter((each) => each !== weekday)
    .reduce((all, each) => {
      const first = nextKey(all);
      const periods = week[weekday].periods.map((period, at) => ({ ...period, key: first + at }));
      return withDay(all, each, { on: week[weekday].on, periods });
    }, week);
}

function suggestedMonday(week: Week, minutes: Minutes): Week {
  const key = nextKey(week);
  const periods = [
    { key, startsAt: '08:00', endsAt: '12:00', ...minutes },
    { key: key + 1, startsAt: '14:00', endsAt: '18:00', ...minutes },
  ];
  return withDay(week, 'MONDAY', { on: true, periods });
}
