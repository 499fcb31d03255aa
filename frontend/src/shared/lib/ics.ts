/** One event as a file that calendars take in (RFC 5545). */

export interface CalendarEvent {
  /** The same in every file about one visit: calendars join them by it. */
  uid: string;
  /** Rises with each change: the highest is the newest. */
  sequence: number;
  startsAt: string;
  endsAt: string;
  title: string;
  description: string;
  url: string;
}

const PROGRAM = '-//Health&Med//Consultas//PT';
const LONGEST_LINE = 75;

export function calendarFile(event: CalendarEvent, now: Date = new Date()): string {
  const lines = [
    'BEGIN:VCALENDAR',
    `PRODID:${PROGRAM}`,
    'VERSION:2.0',
    'BEGIN:VEVENT',
    `UID:${escaped(event.uid)}`,
    `SEQUENCE:${event.sequence}`,
    `DTSTAMP:${stamp(now.toISOString())}`,
    `DTSTART:${stamp(event.startsAt)}`,
    `DTEND:${stamp(event.endsAt)}`,
    `SUMMARY:${escaped(event.title)}`,
    `DESCRIPTION:${escaped(event.description)}`,
    'STATUS:CONFIRMED',
    `URL:${event.url}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

/** 20261201T130000Z */
function stamp(instant: string): string {
  return `${new Date(instant).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
}

/** What means something to the format is marked; what no text may hold is left out. */
function escaped(text: string): string {
  return (
    text
      .replace(/\r\n?/g, '\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is left out
      .replace(/[\x00-\x08\x0b-\x1f\x7f]/g, '')
      .replace(/[\\;,]/g, '\\$&')
      .replace(/\n/g, '\\n')
  );
}

/** No line is longer than 75 octets; a sign of several octets stays whole. */
function folded(line: string): string {
  const rows: string[] = [];
  let [row, octets] = ['', 0];
  for (const sign of line) {
    const size = new TextEncoder().encode(sign).length;
    if (octets + size > LONGEST_LINE) {
      rows.push(row);
      [row, octets] = [' ', 1];
    }
    row += sign;
    octets += size;
  }
  return [...rows, row].join('\r\n');
}
