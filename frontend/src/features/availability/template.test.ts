import { describe, expect, it } from 'vitest';
import { clockChanges, outside, problemsOf, unevenDays } from './check';
import { changed } from './edit';
import {
  commonMinutes,
  DEFAULT_MINUTES,
  emptyWeek,
  fromRules,
  type Rule,
  sameWeek,
  startsOn,
  timeOf,
  toRules,
  visitsAWeek,
  visitsOn,
  type Week,
} from './template';

const SAO_PAULO = 'America/Sao_Paulo';

function rule(startsAt: string, endsAt: string, more: Partial<Rule> = {}): Rule {
  return { weekday: 'MONDAY', startsAt, endsAt, visitMinutes: 50, gapMinutes: 10, ...more };
}
function mondays(...rules: Rule[]): string[] {
  return startsOn(fromRules(rules), 'MONDAY').map(timeOf);
}

describe('the visits of a weekday', () => {
  it('start one after another with the gap between them', () => {
    expect(mondays(rule('08:00', '12:00'))).toEqual(['08:00', '09:00', '10:00', '11:00']);
  });

  it('need no gap behind the last one', () => {
    expect(mondays(rule('08:00', '09:50'))).toEqual(['08:00', '09:00']);
    expect(mondays(rule('08:00', '09:49'))).toEqual(['08:00']);
  });

  it('go on to midnight when the period ends at 00:00', () => {
    expect(mondays(rule('22:00', '00:00'))).toEqual(['22:00', '23:00']);
  });

  it('are none when the visit is longer than the period, or the end comes first', () => {
    expect(mondays(rule('08:00', '08:30'))).toEqual([]);
    expect(mondays(rule('12:00', '08:00'))).toEqual([]);
  });

  it('come sorted from all periods, also when one is not finished yet', () => {
    expect(mondays(rule('14:00', '15:00'), rule('08:00', '09:00'), rule('', '12:00'))).toEqual([
      '08:00',
      '14:00',
    ]);
  });

  it('are counted for the week', () => {
    expect(
      visitsAWeek(fromRules([rule('08:00', '12:00'), rule('08:00', '10:00', { weekday: 'FRIDAY' })])),
    ).toBe(6);
  });
});

describe('the visits of a day on the calendar', () => {
  const sundays = fromRules([rule('00:00', '04:00', { weekday: 'SUNDAY' })]);

  it('are at the same wall-clock time on both sides of a change of clocks', () => {
    const week = fromRules([rule('09:00', '10:00')]);
    expect(visitsOn(week, '2026-03-23', 'Europe/Lisbon')[0]?.startsAt).toBe('2026-03-23T09:00:00.000Z');
    expect(visitsOn(week, '2026-03-30', 'Europe/Lisbon')[0]?.startsAt).toBe('2026-03-30T08:00:00.000Z');
  });

  it('leave out an hour that clocks skip', () => {
    expect(visitsOn(sundays, '2026-03-29', 'Europe/Lisbon').map(({ startsAt }) => startsAt)).toEqual([
      '2026-03-29T00:00:00.000Z', // 00:00; 01:00 is not
      '2026-03-29T01:00:00.000Z', // 02:00
      '2026-03-29T02:00:00.000Z', // 03:00
    ]);
  });

  it('have an hour that clocks repeat once', () => {
    expect(visitsOn(sundays, '2026-10-25', 'Europe/Lisbon')).toHaveLength(4);
  });

  it('never begin before the one before has ended', () => {
    const long = fromRules([rule('00:30', '04:00', { weekday: 'SUNDAY', visitMinutes: 60, gapMinutes: 30 })]);
    // 00:30 lasts until 02:30 on the clock that jumps; 02:00 is left out
    expect(visitsOn(long, '2026-03-29', 'Europe/Lisbon').map(({ startsAt }) => startsAt)).toEqual([
      '2026-03-29T00:30:00.000Z',
    ]);
  });

  it('are announced when they are fewer than usual', () => {
    const announced = (zone: string) => clockChanges(sundays, zone, unevenDays(zone, '2026-03-01', 60));
    expect(announced('Europe/Lisbon')).toEqual([{ day: '2026-03-29', made: 3, usual: 4 }]);
    expect(announced(SAO_PAULO)).toEqual([]);
  });
});

describe('what is wrong with a template', () => {
  const found = (...rules: Rule[]) => problemsOf(fromRules(rules));

  it('is nothing when periods touch', () => {
    expect(found(rule('08:00', '12:00'), rule('12:00', '00:00'))).toEqual({});
  });

  it('is an end that comes before the start', () => {
    expect(found(rule('12:00', '08:00'))).toEqual({ '0.endsAt': 'endBeforeStart' });
  });

  it('is a period too short for one visit', () => {
    expect(found(rule('08:00', '08:40'))).toEqual({ '0.endsAt': 'noVisit' });
  });

  it('is a period that begins before another has ended, the one that comes later', () => {
    expect(found(rule('10:00', '14:00'), rule('08:00', '12:00'))).toEqual({ '0.startsAt': 'overlap' });
  });

  it('is a length that no visit has, or a time not given', () => {
    expect(found(rule('08:00', '', { visitMinutes: 3, gapMinutes: 241 }))).toEqual({
      '0.visitMinutes': 'visitMinutes',
      '0.gapMinutes': 'gapMinutes',
      '0.endsAt': 'missing',
    });
  });

  it('is not looked for on a day that is off', () => {
    const week = fromRules([rule('12:00', '08:00')]);
    const off = changed(week, { do: 'turn', weekday: 'MONDAY', on: false, minutes: DEFAULT_MINUTES });
    expect(problemsOf(off)).toEqual({});
  });
});

describe('appointments that a template leaves alone', () => {
  const week = fromRules([rule('08:00', '12:00'), rule('12:00', '13:00'), rule('22:00', '00:00')]);
  const alone = (startsAt: string, endsAt: string) =>
    outside(week, [{ startsAt, endsAt }], (item) => item, SAO_PAULO).length === 1;

  it('are those beyond its periods, on the doctor’s clock', () => {
    expect(alone('2026-11-23T11:00:00Z', '2026-11-23T11:50:00Z')).toBe(false); // 08:00
    expect(alone('2026-11-23T10:30:00Z', '2026-11-23T11:20:00Z')).toBe(true); // 07:30
    expect(alone('2026-11-24T11:00:00Z', '2026-11-24T11:50:00Z')).toBe(true); // Tuesday
  });

  it('are not those across two periods that touch', () => {
    expect(alone('2026-11-23T14:30:00Z', '2026-11-23T15:20:00Z')).toBe(false); // 11:30
  });

  it('are those that go on after midnight', () => {
    expect(alone('2026-11-24T02:00:00Z', '2026-11-24T02:50:00Z')).toBe(false); // Monday, 23:00
    expect(alone('2026-11-24T02:30:00Z', '2026-11-24T03:20:00Z')).toBe(true);
  });
});

describe('editing', () => {
  const minutes = DEFAULT_MINUTES;
  const rulesOf = (week: Week) =>
    toRules(week).rules.map(({ weekday, startsAt, endsAt }) => `${weekday} ${startsAt}-${endsAt}`);

  it('turns a day on with a morning, and off without forgetting it', () => {
    const on = changed(emptyWeek(), { do: 'turn', weekday: 'FRIDAY', on: true, minutes });
    expect(rulesOf(on)).toEqual(['FRIDAY 08:00-12:00']);
    const off = changed(on, { do: 'turn', weekday: 'FRIDAY', on: false, minutes });
    expect(rulesOf(off)).toEqual([]);
    expect(rulesOf(changed(off, { do: 'turn', weekday: 'FRIDAY', on: true, minutes }))).toEqual(rulesOf(on));
  });

  it('adds a period after a break, never beyond midnight', () => {
    const morning = fromRules([rule('08:00', '12:00')]);
    const day = changed(morning, { do: 'add', weekday: 'MONDAY', minutes });
    expect(rulesOf(day)).toEqual(['MONDAY 08:00-12:00', 'MONDAY 14:00-18:00']);
    const evening = changed(day, { do: 'add', weekday: 'MONDAY', minutes });
    expect(rulesOf(evening).at(-1)).toBe('MONDAY 20:00-00:00');
  });

  it('removing the last period turns the day off', () => {
    const week = changed(fromRules([rule('08:00', '12:00')]), { do: 'remove', weekday: 'MONDAY', key: 0 });
    expect(week.MONDAY.on).toBe(false);
  });

  it('copies a day over others, with keys of their own', () => {
    const week = fromRules([rule('08:00', '12:00'), rule('09:00', '10:00', { weekday: 'TUESDAY' })]);
    const all = changed(week, { do: 'copy', weekday: 'MONDAY', to: ['TUESDAY', 'WEDNESDAY'] });
    expect(rulesOf(all)).toEqual(['MONDAY 08:00-12:00', 'TUESDAY 08:00-12:00', 'WEDNESDAY 08:00-12:00']);
    expect(new Set(toRules(all).keys).size).toBe(3);
  });

  it('suggests Monday to Friday, mornings and afternoons', () => {
    const week = changed(emptyWeek(), { do: 'suggest', minutes });
    expect(rulesOf(week)).toHaveLength(10);
    expect(visitsAWeek(week)).toBe(40);
    expect(problemsOf(week)).toEqual({});
  });

  it('sets the length of all visits at once', () => {
    const week = fromRules([rule('08:00', '12:00'), rule('14:00', '18:00', { visitMinutes: 30 })]);
    expect(commonMinutes(week)).toBeUndefined();
    const one = changed(week, { do: 'setAll', minutes: { visitMinutes: '40' } });
    expect(commonMinutes(one)).toEqual({ visitMinutes: '40', gapMinutes: '10' });
  });

  it('that comes back to what was saved is no change', () => {
    const week = fromRules([rule('08:00', '12:00'), rule('14:00', '18:00')]);
    const other = fromRules([rule('14:00', '18:00'), rule('08:00', '12:00')]);
    expect(sameWeek(week, other)).toBe(true);
    const edit = changed(week, { do: 'set', weekday: 'MONDAY', key: 0, values: { endsAt: '11:00' } });
    expect(sameWeek(week, edit)).toBe(false);
  });
});
