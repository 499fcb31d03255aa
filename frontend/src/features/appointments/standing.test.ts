import { describe, expect, test } from 'vitest';
import { changeableUntil, mayBeInCalendar, mayChange, phaseOf, sectionsOf } from './standing';
import type { StandingFragment } from './standing.gen';

type Status = StandingFragment['status'];

const NOW = Date.parse('2026-11-24T12:00:00Z');
const at = (minutes: number) => new Date(NOW + minutes * 60_000).toISOString();

/** Starts that many minutes from now, and lasts 50. */
function visit(status: Status, minutes: number, expiresIn?: number): StandingFragment {
  const slot = { __typename: 'Slot' as const, id: 's', startsAt: at(minutes), endsAt: at(minutes + 50) };
  const expiresAt = expiresIn === undefined ? null : at(expiresIn);
  return { __typename: 'Appointment', id: `${status} ${minutes}`, status, expiresAt, slot };
}

const CLOSED: Status[] = ['DECLINED', 'EXPIRED', 'CANCELLED', 'COMPLETED', 'NO_SHOW'];

describe('where an appointment stands', () => {
  test('a request waits until its answer is due, and not a moment longer', () => {
    expect(phaseOf(visit('PENDING', 600, 1), NOW)).toBe('waiting');
    expect(phaseOf(visit('PENDING', 600, 0), NOW)).toBe('lapsed');
  });

  test('a confirmed one is ahead, then runs, then is over', () => {
    expect(phaseOf(visit('CONFIRMED', 1), NOW)).toBe('coming');
    expect(phaseOf(visit('CONFIRMED', 0), NOW)).toBe('running');
    expect(phaseOf(visit('CONFIRMED', -49), NOW)).toBe('running');
    expect(phaseOf(visit('CONFIRMED', -50), NOW)).toBe('ended');
  });

  test.each(CLOSED)('%s is closed, ahead or not', (status) => {
    expect(phaseOf(visit(status, 600), NOW)).toBe('closed');
    expect(phaseOf(visit(status, -600), NOW)).toBe('closed');
  });
});

describe('what a patient may do', () => {
  test('change it until two hours before, waiting or confirmed', () => {
    expect(mayChange(visit('CONFIRMED', 121), NOW)).toBe(true);
    expect(mayChange(visit('CONFIRMED', 120), NOW)).toBe(false);
    expect(mayChange(visit('PENDING', 121, 1), NOW)).toBe(true);
    expect(mayChange(visit('PENDING', 119, 1), NOW)).toBe(false);
    expect(changeableUntil(visit('CONFIRMED', 300))).toBe(at(180));
  });

  test('not change a request that lapsed', () => {
    expect(mayChange(visit('PENDING', 600, 0), NOW)).toBe(false);
  });

  test.each(CLOSED)('nothing once it is %s', (status) => {
    expect(mayChange(visit(status, 600), NOW)).toBe(false);
    expect(mayBeInCalendar(visit(status, 600), NOW)).toBe(false);
  });

  test('add it to a calendar once it is agreed and still ahead, also in the last two hours', () => {
    expect(mayBeInCalendar(visit('CONFIRMED', 30), NOW)).toBe(true);
    expect(mayBeInCalendar(visit('CONFIRMED', -30), NOW)).toBe(false);
    expect(mayBeInCalendar(visit('PENDING', 600, 1), NOW)).toBe(false);
  });
});

describe('the sections', () => {
  const live = [
    visit('CONFIRMED', -300),
    visit('CONFIRMED', -10),
    visit('PENDING', 60, 0),
    visit('PENDING', 600, 30),
    visit('CONFIRMED', 700),
    visit('CONFIRMED', 9_000),
  ];

  test('the next is what runs or comes first, confirmed; requests are no visits yet', () => {
    const { next, coming, waiting, ended } = sectionsOf(live, NOW);
    expect(next?.id).toBe('CONFIRMED -10');
    expect(coming.map(({ id }) => id)).toEqual(['CONFIRMED 700', 'CONFIRMED 9000']);
    expect(waiting.map(({ id }) => id)).toEqual(['PENDING 60', 'PENDING 600']);
    expect(ended.map(({ id }) => id)).toEqual(['CONFIRMED -300']);
  });

  test('time alone moves them on', () => {
    expect(sectionsOf(live, NOW + 45 * 60_000).next?.id).toBe('CONFIRMED 700');
  });

  test('without any, all are empty', () => {
    expect(sectionsOf([], NOW)).toEqual({ next: undefined, coming: [], waiting: [], ended: [] });
  });
});
