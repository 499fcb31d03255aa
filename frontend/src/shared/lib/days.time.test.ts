import { afterEach, describe, expect, it, vi } from 'vitest';
import { dayOf, dayOr, dayRange, instantShown, minuteOfDay, plusMinutes, startOf, weekdayOf } from './time';

describe('days', () => {
  it('stand in their week from Monday on', () => {
    expect(['2026-11-23', '2026-11-24', '2026-11-29'].map(weekdayOf)).toEqual([0, 1, 6]);
  });

  it('from one to another are said in the reader’s words', () => {
    expect(dayRange('2026-11-23', '2026-11-29', 'pt-BR')).toBe('23 a 29 de novembro');
    expect(dayRange('2026-11-30', '2026-12-06', 'pt-BR')).toBe('30 de novembro a 6 de dezembro');
    expect(dayRange('2027-06-28', '2027-07-04', 'pt-BR', '2026-11-24')).toBe(
      '28 de junho a 4 de julho de 2027',
    );
    expect(dayRange('2026-11-23', '2026-11-29', 'en')).toMatch(/^November 23.–.29$/);
  });

  it('in an address are taken when there is such a day', () => {
    expect(dayOr('2026-12-01', '2026-11-24')).toBe('2026-12-01');
    for (const no of [null, '', 'banana', '2026-13-01', '2026-02-30', '2026-12'])
      expect(dayOr(no, '2026-11-24')).toBe('2026-11-24');
  });
});

describe('a wall-clock time on a day', () => {
  it('is an instant there', () => {
    expect(instantShown('2026-11-24', '08:30', 'America/Sao_Paulo')).toBe('2026-11-24T11:30:00.000Z');
  });

  it('is none when clocks skip it, and the first when they repeat it', () => {
    expect(instantShown('2027-03-28', '01:30', 'Europe/Lisbon')).toBeUndefined();
    expect(instantShown('2026-10-25', '01:30', 'Europe/Lisbon')).toBe('2026-10-25T00:30:00.000Z');
  });
});

it('minutes later are real minutes', () => {
  expect(plusMinutes('2026-03-29T00:30:00Z', 60)).toBe('2026-03-29T01:30:00.000Z');
});

describe('the browser’s own zone', () => {
  afterEach(() => vi.unstubAllEnvs());

  it.each(['America/Sao_Paulo', 'Europe/Lisbon', 'Asia/Kolkata'])('is %s without its name', (zone) => {
    vi.stubEnv('TZ', zone);
    for (const day of ['2026-03-29', '2026-10-25', '2026-11-24']) {
      const late = `${day}T23:40:00Z`;
      expect(startOf(day, '')).toBe(startOf(day, zone));
      expect(instantShown(day, '01:30', '')).toBe(instantShown(day, '01:30', zone));
      expect([dayOf(late, ''), minuteOfDay(late, '')]).toEqual([dayOf(late, zone), minuteOfDay(late, zone)]);
    }
  });
});
