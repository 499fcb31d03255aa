import { describe, expect, test } from 'vitest';
import { datedDay, daysAway, duration, nearDay, plusMonths } from './time';

const PT = { zone: 'America/Sao_Paulo', language: 'pt-BR' };
const EN = { zone: 'America/Sao_Paulo', language: 'en' };
/** 22:30 on Tuesday 24 in São Paulo, already Wednesday in UTC. */
const NOW = Date.parse('2026-11-25T01:30:00Z');

describe('a day as it is spoken of', () => {
  test("today, tomorrow and yesterday are those of the reader's calendar", () => {
    expect(nearDay('2026-11-25T02:59:00Z', PT, NOW)).toBe('hoje');
    expect(nearDay('2026-11-25T03:00:00Z', PT, NOW)).toBe('amanhã');
    expect(nearDay('2026-11-24T02:59:00Z', PT, NOW)).toBe('ontem');
    expect(nearDay('2026-11-25T03:00:00Z', EN, NOW)).toBe('tomorrow');
    expect(nearDay('2026-11-25T02:59:00Z', { ...PT, zone: 'Asia/Tokyo' }, NOW)).toBe('hoje');
  });

  test('other days have their name, and their year when it is another', () => {
    expect(nearDay('2026-11-26T13:00:00Z', PT, NOW)).toBe('quinta-feira, 26 de novembro');
    expect(nearDay('2027-01-04T13:00:00Z', PT, NOW)).toBe('segunda-feira, 4 de janeiro de 2027');
    expect(datedDay('2026-11-26T13:00:00Z', PT)).toBe('quinta-feira, 26 de novembro de 2026');
  });

  test('the night of a change of clocks is one day long', () => {
    const reader = { zone: 'America/New_York', language: 'pt-BR' };
    const before = Date.parse('2026-10-31T16:00:00Z');
    expect(nearDay('2026-11-01T23:00:00Z', reader, before)).toBe('amanhã');
    expect(daysAway('2026-11-02T05:00:00Z', reader, before)).toBe('depois de amanhã');
  });

  test('how far away is counted in nights, not in hours', () => {
    expect(daysAway('2026-11-26T03:00:00Z', PT, NOW)).toBe('depois de amanhã');
    expect(daysAway('2026-11-29T13:00:00Z', PT, NOW)).toBe('em 5 dias');
    expect(daysAway('2026-11-29T13:00:00Z', EN, NOW)).toBe('in 5 days');
  });
});

test.each([
  [0, '0 min'],
  [45.9, '45 min'],
  [60, '1 h'],
  [130, '2 h 10 min'],
  [-5, '0 min'],
])('%d minutes last %s', (minutes, words) => {
  expect(duration(minutes, 'pt-BR')).toBe(words);
});

test('months later is the same day, or the last there is', () => {
  expect(plusMonths('2026-11-30', 3)).toBe('2027-02-28');
  expect(plusMonths('2026-11-24', -12)).toBe('2025-11-24');
});
