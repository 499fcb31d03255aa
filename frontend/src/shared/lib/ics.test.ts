import { describe, expect, test } from 'vitest';
import { type CalendarEvent, calendarFile } from './ics';

const EVENT: CalendarEvent = {
  uid: '01a20bb0-548b-768f-9d14-c3ad314c278d',
  sequence: 2,
  startsAt: '2026-11-30T13:00:00Z',
  endsAt: '2026-11-30T13:50:00.250Z',
  title: 'Consulta com Dr(a). Otávio',
  description: 'Remarcar ou cancelar',
  url: 'https://clinic.example/consultas/1',
};
const NOW = new Date('2026-11-24T04:05:06Z');
const octets = (text: string) => new TextEncoder().encode(text).length;

/** As a calendar reads it: folds undone. */
const read = (event: Partial<CalendarEvent>) =>
  calendarFile({ ...EVENT, ...event }, NOW)
    .replace(/\r\n /g, '')
    .split('\r\n');

describe('a calendar file', () => {
  test('is one whole event, each line ended as the format wants', () => {
    const file = calendarFile(EVENT, NOW);
    expect(file.startsWith('BEGIN:VCALENDAR\r\n')).toBe(true);
    expect(file.endsWith('END:VEVENT\r\nEND:VCALENDAR\r\n')).toBe(true);
    expect(file.replace(/\r\n/g, '')).not.toMatch(/[\r\n]/);
  });

  test('names the visit and how new this is, so that calendars join it with what came by mail', () => {
    expect(read({})).toEqual(
      expect.arrayContaining(['UID:01a20bb0-548b-768f-9d14-c3ad314c278d', 'SEQUENCE:2']),
    );
  });

  test('tells times in UTC, whatever the zone here', () => {
    expect(read({})).toEqual(
      expect.arrayContaining([
        'DTSTAMP:20261124T040506Z',
        'DTSTART:20261130T130000Z',
        'DTEND:20261130T135000Z',
      ]),
    );
  });

  test('marks what means something to the format', () => {
    expect(read({ title: 'a, b; c\\d', description: 'um\r\ndois\rtrês\u0007' })).toEqual(
      expect.arrayContaining(['SUMMARY:a\\, b\\; c\\\\d', 'DESCRIPTION:um\\ndois\\ntrês']),
    );
  });

  test('lets nobody write lines of their own into it', () => {
    const lines = read({ title: 'x\r\nEND:VEVENT\r\nBEGIN:VEVENT' });
    expect(lines.filter((line) => line === 'END:VEVENT')).toHaveLength(1);
  });

  test('has no line longer than 75 octets, and no sign is cut in two', () => {
    const title = 'João Ação 🩺 '.repeat(30);
    const file = calendarFile({ ...EVENT, title }, NOW);
    for (const line of file.split('\r\n')) expect(octets(line)).toBeLessThanOrEqual(75);
    expect(read({ title })).toContain(`SUMMARY:${title}`);
  });

  test('folds a line of 76 octets, and leaves one of 75', () => {
    const fits = 'x'.repeat(75 - 'SUMMARY:'.length);
    expect(calendarFile({ ...EVENT, title: fits }, NOW)).toContain(`SUMMARY:${fits}\r\n`);
    expect(calendarFile({ ...EVENT, title: `${fits}y` }, NOW)).toContain(`SUMMARY:${fits}\r\n y\r\n`);
  });
});
