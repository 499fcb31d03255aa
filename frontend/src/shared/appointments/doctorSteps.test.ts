import { describe, expect, it } from 'vitest';
import { type Dated, hasLapsed, openSteps } from './doctorSteps';

const startsAt = '2026-11-24T13:00:00Z';
const before = Date.parse('2026-11-24T12:59:59Z');
const begun = Date.parse(startsAt);

function appointment(status: Dated['status'], expiresAt: string | null = null): Dated {
  return { status, expiresAt, slot: { startsAt } };
}

describe('what a doctor can do', () => {
  it('with a request: answer it, until it lapses', () => {
    const request = appointment('PENDING', '2026-11-24T11:00:00Z');
    expect(openSteps(request, Date.parse('2026-11-24T10:59:59Z'))).toEqual(['accept', 'decline']);
    expect(openSteps(request, Date.parse('2026-11-24T11:00:00Z'))).toEqual([]);
    expect(hasLapsed(request, Date.parse('2026-11-24T11:00:00Z'))).toBe(true);
  });
  it('with a confirmed visit: call it off until it starts, then note how it ended', () => {
    expect(openSteps(appointment('CONFIRMED'), before)).toEqual(['cancel']);
    expect(openSteps(appointment('CONFIRMED'), begun)).toEqual(['complete', 'noShow']);
  });
  it('nothing with one that is closed', () => {
    for (const status of ['DECLINED', 'EXPIRED', 'CANCELLED', 'COMPLETED', 'NO_SHOW'] as const) {
      expect(openSteps(appointment(status), before)).toEqual([]);
      expect(openSteps(appointment(status), begun)).toEqual([]);
    }
  });
});
