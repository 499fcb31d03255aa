import { describe, expect, it } from 'vitest';
import { plusDays, startOf, today } from '~/shared/lib/time';
import { type Moment, orderOfDay, type Span, spotlit, type Visit } from './day';

const BEGAN = '2026-11-24T03:00:00Z';
const at = (time: string) => `2026-11-24T${time}:00Z`;
const ends = (startsAt: string) => new Date(Date.parse(startsAt) + 50 * 60_000).toISOString();
const now = (time: string) => Date.parse(at(time));

function visit(time: string, status: Visit['status'] = 'CONFIRMED', closedAt: string | null = null): Visit {
  return { status, closedAt, slot: { startsAt: at(time), endsAt: ends(at(time)) } };
}
function free(time: string): Span {
  return { startsAt: at(time), endsAt: ends(at(time)) };
}
function told(moments: readonly Moment<Visit>[]): string[] {
  return moments.map((each) =>
    each.kind === 'free'
      ? `${each.startsAt.slice(11, 16)} free until ${each.endsAt.slice(11, 16)} (${each.slots})`
      : `${each.visit.slot.startsAt.slice(11, 16)} ${each.visit.status}`,
  );
}

describe('the order of the day', () => {
  it('is the clock’s, requests among visits', () => {
    const visits = [visit('15:00'), visit('12:00', 'PENDING'), visit('11:00', 'COMPLETED')];
    expect(told(orderOfDay(visits, [], BEGAN, now('11:55')))).toEqual([
      '11:00 COMPLETED',
      '12:00 PENDING',
      '15:00 CONFIRMED',
    ]);
  });
  it('names free times between them, those side by side as one', () => {
    const slots = [free('12:00'), free('13:00'), free('15:00')];
    expect(told(orderOfDay([visit('14:00')], slots, BEGAN, now('11:00')))).toEqual([
      '12:00 free until 13:50 (2)',
      '14:00 CONFIRMED',
      '15:00 free until 15:50 (1)',
    ]);
  });
  it('keeps morning and afternoon apart', () => {
    expect(told(orderOfDay([], [free('11:00'), free('14:00')], BEGAN, now('10:00')))).toHaveLength(2);
  });
  it('offers no free time that has begun', () => {
    expect(told(orderOfDay([], [free('11:00'), free('12:00')], BEGAN, now('11:00')))).toEqual([
      '12:00 free until 12:50 (1)',
    ]);
  });
  it('tells what was called off today, before what takes its place', () => {
    const visits = [visit('12:00', 'PENDING'), visit('12:00', 'CANCELLED', at('09:00'))];
    expect(told(orderOfDay(visits, [], BEGAN, now('10:00')))).toEqual(['12:00 CANCELLED', '12:00 PENDING']);
    const slots = [free('12:00')];
    expect(told(orderOfDay(visits.slice(1), slots, BEGAN, now('10:00'))).at(-1)).toBe(
      '12:00 free until 12:50 (1)',
    );
  });
  it('is silent about what was called off before today', () => {
    for (const status of ['CANCELLED', 'DECLINED', 'EXPIRED'] as const) {
      const before = visit('12:00', status, '2026-11-24T02:59:59Z');
      expect(orderOfDay([before], [], BEGAN, now('10:00'))).toEqual([]);
    }
  });
});

describe('what comes first', () => {
  const visits = [visit('15:00'), visit('12:00'), visit('13:00', 'PENDING')];

  it('is the visit that goes on, until it ends', () => {
    expect(spotlit(visits, now('12:00'))).toBe(visits[1]);
    expect(spotlit(visits, now('12:49'))).toBe(visits[1]);
    expect(spotlit(visits, now('12:50'))).toBe(visits[0]);
  });
  it('is the next confirmed one before that, never a request', () => {
    expect(spotlit(visits, now('09:00'))).toBe(visits[1]);
    expect(spotlit([visit('13:00', 'PENDING')], now('12:00'))).toBeUndefined();
  });
  it('leaves a visit whose end was noted', () => {
    expect(spotlit([visit('12:00', 'COMPLETED'), visits[0] as Visit], now('12:20'))).toBe(visits[0]);
  });
  it('is nothing when the day is over', () => {
    expect(spotlit(visits, now('15:50'))).toBeUndefined();
  });
});

describe('the day’s bounds', () => {
  const hours = (day: string, zone: string) =>
    (Date.parse(startOf(plusDays(day, 1), zone)) - Date.parse(startOf(day, zone))) / 3_600_000;

  it('are the doctor’s midnights, wherever the browser is', () => {
    const lateEvening = new Date('2026-11-25T02:30:00Z');
    expect(today('America/Sao_Paulo', lateEvening)).toBe('2026-11-24');
    expect(today('Asia/Tokyo', lateEvening)).toBe('2026-11-25');
    expect(Date.parse(startOf('2026-11-24', 'America/Sao_Paulo'))).toBe(Date.parse(BEGAN));
  });
  it('are 23 or 25 hours apart when the clocks change', () => {
    expect(hours('2026-03-29', 'Europe/Lisbon')).toBe(23);
    expect(hours('2026-10-25', 'Europe/Lisbon')).toBe(25);
    expect(hours('2026-11-24', 'America/Sao_Paulo')).toBe(24);
  });
});
