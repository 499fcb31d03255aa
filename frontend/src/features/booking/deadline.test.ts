import { expect, it } from 'vitest';
import { deadlineOf } from './deadline';

const ASKED = Date.parse('2026-11-24T12:00:00Z');
const in5 = '2026-11-24T12:05:00Z';

it('ends when the server says, on a clock that is right', () => {
  expect(deadlineOf(in5, ASKED)).toBe(Date.parse(in5));
  expect(deadlineOf(in5, ASKED - 400)).toBe(Date.parse(in5));
});

it('ends five minutes after it was asked for, on a clock that is wrong', () => {
  expect(deadlineOf(in5, ASKED - 3_600_000)).toBe(ASKED - 3_600_000 + 300_000);
  expect(deadlineOf(in5, ASKED + 3_600_000)).toBe(ASKED + 3_600_000 + 300_000);
});
