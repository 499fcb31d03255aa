import { describe, expect, it } from 'vitest';
import { hourHeight, hoursFor, hoursIn, placedOn, type Timed, weekFrom } from './grid';

const SAO_PAULO = 'America/Sao_Paulo';
const same = (item: Timed) => item;
const visit = (startsAt: string, endsAt: string): Timed => ({ startsAt, endsAt });

describe('the week', () => {
  it('has seven days from its Monday on, over the end of a month too', () => {
    const days = weekFrom('2026-11-30');
    expect(days).toHaveLength(7);
    expect(days.at(-1)).toBe('2026-12-06');
  });
});

describe('a place on the grid', () => {
  it('is the wall-clock time of the doctor, whatever the reader of the server sends', () => {
    const at = visit('2026-11-24T11:00:00Z', '2026-11-24T11:50:00Z');
    expect(placedOn('2026-11-24', [at], same, SAO_PAULO)).toMatchObject([{ from: 480, length: 50 }]);
    expect(placedOn('2026-11-24', [at], same, 'America/Manaus')).toMatchObject([{ from: 420 }]);
  });

  it('is on the day on which it starts there', () => {
    const late = visit('2026-11-25T02:30:00Z', '2026-11-25T03:20:00Z');
    expect(placedOn('2026-11-25', [late], same, SAO_PAULO)).toEqual([]);
    expect(placedOn('2026-11-24', [late], same, SAO_PAULO)).toMatchObject([{ from: 1410, length: 30 }]);
  });

  it('comes soonest first', () => {
    const later = visit('2026-11-24T14:00:00Z', '2026-11-24T14:50:00Z');
    const sooner = visit('2026-11-24T11:00:00Z', '2026-11-24T11:50:00Z');
    const placed = placedOn('2026-11-24', [later, sooner], same, SAO_PAULO);
    expect(placed.map(({ item }) => item)).toEqual([sooner, later]);
  });

  it('is shared by the two visits of an hour that clocks repeat', () => {
    const first = visit('2026-10-25T00:30:00Z', '2026-10-25T01:20:00Z'); // 01:30 in Lisbon, summer time
    const second = visit('2026-10-25T01:30:00Z', '2026-10-25T02:20:00Z'); // 01:30 again
    const placed = placedOn('2026-10-25', [first, second], same, 'Europe/Lisbon');
    expect(placed.map(({ from, lane, lanes }) => [from, lane, lanes])).toEqual([
      [90, 0, 2],
      [90, 1, 2],
    ]);
  });

  it('keeps its own column when the next begins where it ends', () => {
    const one = visit('2026-11-24T11:00:00Z', '2026-11-24T12:00:00Z');
    const next = visit('2026-11-24T12:00:00Z', '2026-11-24T13:00:00Z');
    expect(placedOn('2026-11-24', [one, next], same, SAO_PAULO).map(({ lanes }) => lanes)).toEqual([1, 1]);
  });
});

describe('the hours shown', () => {
  const place = (from: number, length: number) => ({ item: null, from, length, lane: 0, lanes: 1 });

  it('hold what is there, in whole hours', () => {
    expect(hoursFor([place(450, 50), place(1000, 50)])).toEqual({ from: 420, until: 1080 });
  });

  it('are a working day when nothing is there', () => {
    expect(hoursFor([])).toEqual({ from: 480, until: 1080 });
  });

  it('reach midnight and no farther', () => {
    expect(hoursFor([place(1430, 10)])).toEqual({ from: 1380, until: 1440 });
    expect(hoursIn({ from: 1320, until: 1440 })).toEqual([22, 23]);
  });

  it('are high enough for a finger on a short visit, and for 24 px on the shortest', () => {
    expect(hourHeight([place(480, 50)])).toBe(3.5);
    expect(hourHeight([place(480, 50), place(600, 30)])).toBe(5.5);
    expect(hourHeight([place(480, 5)])).toBe(18);
  });
});
