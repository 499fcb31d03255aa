import { expect, test } from 'vitest';
import { windowOf } from './historyWindows';

const windows = (zone: string, ahead = false) =>
  [0, 1, 2, 3].map((number) => windowOf(number, '2026-11-24', zone, ahead));

test('windows follow one another without a gap, and the last reaches all the way back', () => {
  const all = windows('America/Sao_Paulo');
  for (const [number, { from }] of all.slice(0, -1).entries()) expect(all[number + 1]?.to).toBe(from);
  expect(all.at(-1)?.from).toBeNull();
});

test("today is whole in the first, on the reader's calendar", () => {
  expect(windows('America/Sao_Paulo')[0]?.to).toBe('2026-11-25T03:00:00.000Z');
  expect(windows('Asia/Tokyo')[0]?.to).toBe('2026-11-24T15:00:00.000Z');
});

test('what was cancelled may lie ahead', () => {
  expect(windows('America/Sao_Paulo', true)[0]?.to).toBeNull();
});

test('a window begins when its day begins, also where the clocks changed since', () => {
  expect(windows('America/New_York')[0]).toEqual({
    from: '2026-08-24T04:00:00.000Z', // summer time then
    to: '2026-11-25T05:00:00.000Z',
  });
});

test('the last of a longer month goes back to the last of a shorter one', () => {
  expect(windowOf(0, '2026-05-31', 'UTC', false).from).toBe('2026-02-28T00:00:00.000Z');
});
