import { describe, expect, it } from 'vitest';
import { type AbsenceDraft, absenceOf, type ExtraDraft, extrasOf, isWholeDays, overlaps } from './spans';

const NOW = Date.parse('2026-11-24T12:00:00Z');
const SAO_PAULO = 'America/Sao_Paulo';

describe('an absence', () => {
  const draft: AbsenceDraft = {
    wholeDays: true,
    firstDay: '2026-12-24',
    lastDay: '2026-12-25',
    startsAt: '',
    endsAt: '',
    note: '',
  };

  it('of whole days goes from midnight to midnight on the doctor’s clock', () => {
    const { value } = absenceOf(draft, SAO_PAULO, NOW);
    expect(value).toEqual({ startsAt: '2026-12-24T03:00:00.000Z', endsAt: '2026-12-26T03:00:00.000Z' });
    expect(value && isWholeDays(value, SAO_PAULO)).toBe(true);
    expect(value && isWholeDays(value, 'America/Manaus')).toBe(false);
  });

  it('of a day on which clocks change is as long as that day', () => {
    const day = { ...draft, firstDay: '2027-03-28', lastDay: '2027-03-28' };
    expect(absenceOf(day, 'Europe/Lisbon', NOW).value).toEqual({
      startsAt: '2027-03-28T00:00:00.000Z',
      endsAt: '2027-03-28T23:00:00.000Z',
    });
  });

  it('of hours is from one wall-clock time to another', () => {
    const hours = { ...draft, wholeDays: false, startsAt: '14:00', lastDay: '2026-12-24', endsAt: '16:30' };
    expect(absenceOf(hours, SAO_PAULO, NOW).value).toEqual({
      startsAt: '2026-12-24T17:00:00.000Z',
      endsAt: '2026-12-24T19:30:00.000Z',
    });
  });

  it('says what is missing, turned around, past or skipped, at its field', () => {
    expect(absenceOf({ ...draft, lastDay: '' }, SAO_PAULO, NOW).problems).toEqual({ lastDay: 'missing' });
    expect(absenceOf({ ...draft, lastDay: '2026-12-23' }, SAO_PAULO, NOW).problems).toEqual({
      lastDay: 'endBeforeStart',
    });
    const past = { ...draft, firstDay: '2026-11-01', lastDay: '2026-11-02' };
    expect(absenceOf(past, SAO_PAULO, NOW).problems).toEqual({ lastDay: 'past' });
    const skipped = { ...draft, wholeDays: false, firstDay: '2027-03-28', lastDay: '2027-03-28' };
    expect(
      absenceOf({ ...skipped, startsAt: '01:30', endsAt: '05:00' }, 'Europe/Lisbon', NOW).problems,
    ).toEqual({ startsAt: 'skipped' });
  });

  it('overlaps what it shares a moment with, not what begins when it ends', () => {
    const absence = { startsAt: '2026-12-24T03:00:00Z', endsAt: '2026-12-25T03:00:00Z' };
    const at = (startsAt: string, endsAt: string) => overlaps(absence, { startsAt, endsAt });
    expect(at('2026-12-24T02:30:00Z', '2026-12-24T03:20:00Z')).toBe(true);
    expect(at('2026-12-25T03:00:00Z', '2026-12-25T03:50:00Z')).toBe(false);
  });
});

describe('extra slots', () => {
  const draft: ExtraDraft = {
    day: '2026-12-05',
    startsAt: '09:00',
    visitMinutes: '50',
    gapMinutes: '10',
    count: '3',
  };

  it('follow one another from the first on', () => {
    expect(extrasOf(draft, SAO_PAULO, NOW).value).toEqual([
      { startsAt: '2026-12-05T12:00:00.000Z', endsAt: '2026-12-05T12:50:00.000Z' },
      { startsAt: '2026-12-05T13:00:00.000Z', endsAt: '2026-12-05T13:50:00.000Z' },
      { startsAt: '2026-12-05T14:00:00.000Z', endsAt: '2026-12-05T14:50:00.000Z' },
    ]);
  });

  it('are of real length across a change of clocks', () => {
    const night = { ...draft, day: '2027-03-28', startsAt: '00:30', visitMinutes: '60', gapMinutes: '0' };
    expect(extrasOf(night, 'Europe/Lisbon', NOW).value?.at(-1)?.endsAt).toBe('2027-03-28T03:30:00.000Z');
  });

  it('say what is wrong with each field', () => {
    const wrong = { day: '', startsAt: '', visitMinutes: '4', gapMinutes: '-1', count: '0' };
    expect(extrasOf(wrong, SAO_PAULO, NOW).problems).toEqual({
      day: 'missing',
      startsAt: 'missing',
      visitMinutes: 'visitMinutes',
      gapMinutes: 'gapMinutes',
      count: 'count',
    });
  });

  it('are ahead, at a time that clocks show', () => {
    expect(extrasOf({ ...draft, day: '2026-11-24' }, SAO_PAULO, NOW).problems).toEqual({ startsAt: 'past' });
    const skipped = { ...draft, day: '2027-03-28', startsAt: '01:15' };
    expect(extrasOf(skipped, 'Europe/Lisbon', NOW).problems).toEqual({ startsAt: 'skipped' });
  });
});
