/** Days and clocks of zones, judged by a library that knows them. */
import { CalendarDate, parseAbsolute, parseDate, toZoned } from '@internationalized/date';
import { describe, expect, it } from 'vitest';
import { clocksDiffer, dayOf, instantAt, minuteOfDay, plusDays, plusMonths, startOf } from './time';

const ZONES = [
  ...['America/Sao_Paulo', 'America/Manaus', 'America/Rio_Branco', 'America/Noronha', 'America/New_York'],
  ...['Europe/Lisbon', 'Atlantic/Azores', 'America/Havana', 'Asia/Kathmandu', 'Pacific/Apia', 'UTC'],
];
/** Around summer time's beginnings and ends: Brazil's last ones, Portugal's, Cuba's, the US's. */
const DAYS = [
  ...['2017-10-15', '2018-02-17', '2018-02-18', '2018-11-04', '2019-02-17'],
  ...['2026-03-08', '2026-03-29', '2026-10-25', '2026-11-01', '2026-11-24', '2028-02-29', '2026-01-31'],
];
const TIMES = ['00:00', '00:30', '01:00', '01:30', '02:30', '08:30', '23:30'];

describe.each(ZONES)('the clocks of %s', (zone) => {
  it.each(DAYS)('on %s', (day) => {
    expect(startOf(day, zone)).toBe(toZoned(parseDate(day), zone).toAbsoluteString());
    for (const time of TIMES) {
      const [hour = 0, minute = 0] = time.split(':').map(Number);
      const { year, month, day: date } = parseDate(day);
      const known = toZoned(new CalendarDate(year, month, date), zone).set({ hour, minute });
      const instant = instantAt(day, time, zone);
      expect([time, instant]).toEqual([time, known.toAbsoluteString()]);
      const there = parseAbsolute(instant, zone);
      expect(minuteOfDay(instant, zone)).toBe(there.hour * 60 + there.minute);
      expect(dayOf(instant, zone)).toBe(there.toString().slice(0, 10));
      expect(clocksDiffer(instant, zone, 'Europe/Lisbon')).toBe(
        there.offset !== parseAbsolute(instant, 'Europe/Lisbon').offset,
      );
    }
    for (const far of [-400, -1, 0, 1, 12, 31]) {
      expect(plusDays(day, far)).toBe(parseDate(day).add({ days: far }).toString());
      expect(plusMonths(day, far)).toBe(parseDate(day).add({ months: far }).toString());
    }
  });
});
