import { describe, expect, it } from 'vitest';
import { isDay } from '~/shared/lib/time';
import { byDay, daysOf, firstDay, neighbours, stretch } from './week';

const at = (startsAt: string) => ({ startsAt });

describe('the week an address asks for', () => {
  const today = '2026-11-24';
  it.each([
    ['2026-12-01', '2026-12-01'],
    [null, today],
    ['', today],
    ['2026-11-23', today],
    ['2026-13-01', today],
    ['2026-02-30', today],
    ['amanhã', today],
    ['2028-01-01', today],
  ])('%s begins on %s', (wish, first) => {
    expect(firstDay(wish, today)).toBe(first);
  });

  it('knows a day when it sees one', () => {
    expect(isDay('2028-02-29')).toBe(true);
    expect(isDay('2026-02-29')).toBe(false);
    expect(isDay('2026-1-1')).toBe(false);
  });

  it('turns by seven days, and never before today', () => {
    expect(neighbours('2026-12-08', today)).toEqual({ before: '2026-12-01', after: '2026-12-15' });
    expect(neighbours('2026-11-27', today).before).toBe(today);
    expect(neighbours(today, today).before).toBeUndefined();
  });

  it('ends where nobody can publish any more', () => {
    expect(neighbours('2027-11-20', today).after).toBeUndefined();
  });
});

describe('the stretch of a week', () => {
  it('is asked for in the reader’s days', () => {
    expect(stretch('2026-11-24', 7, 'America/Sao_Paulo')).toEqual({
      from: '2026-11-24T03:00:00.000Z',
      to: '2026-12-01T03:00:00.000Z',
    });
  });

  it('is an hour longer when clocks go back within it', () => {
    const { from, to } = stretch('2026-10-20', 7, 'Europe/Lisbon');
    expect(Date.parse(to) - Date.parse(from)).toBe((7 * 24 + 1) * 3_600_000);
  });

  it('begins at the first instant of a day without a midnight', () => {
    expect(stretch('2018-11-04', 1, 'America/Sao_Paulo').from).toBe('2018-11-04T03:00:00.000Z');
  });
});

describe('times by day', () => {
  const late = at('2026-11-25T01:30:00Z');
  it('fall on the reader’s day, not on the doctor’s or on UTC’s', () => {
    expect(byDay([late], 'America/Sao_Paulo')[0]?.day).toBe('2026-11-24');
    expect(byDay([late], 'Europe/Lisbon')[0]?.day).toBe('2026-11-25');
    expect(byDay([late], 'Asia/Tokyo')[0]?.day).toBe('2026-11-25');
  });

  it('are in order, whatever order they came in', () => {
    const [first, second] = [at('2026-11-24T12:00:00Z'), at('2026-11-24T13:00:00Z')];
    expect(byDay([second, first], 'America/Sao_Paulo')).toEqual([
      { day: '2026-11-24', slots: [first, second] },
    ]);
  });

  it('keep both hours of a night in which the clocks go back', () => {
    const twice = [at('2026-10-25T00:30:00Z'), at('2026-10-25T01:30:00Z')];
    expect(byDay(twice, 'Europe/Lisbon')).toEqual([{ day: '2026-10-25', slots: twice }]);
  });

  it('leave days without any in the week, and days beyond it out', () => {
    const days = daysOf('2026-11-24', [at('2026-11-26T12:00:00Z'), at('2026-12-01T12:00:00Z')], 'UTC');
    expect(days.map(({ day, slots }) => [day, slots.length])).toEqual([
      ['2026-11-24', 0],
      ['2026-11-25', 0],
      ['2026-11-26', 1],
      ['2026-11-27', 0],
      ['2026-11-28', 0],
      ['2026-11-29', 0],
      ['2026-11-30', 0],
    ]);
  });
});
