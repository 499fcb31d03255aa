import { describe, expect, it } from 'vitest';
import { aside, byUrgency, type Line, letIn, lineUp, readAgain, type Waiting } from './line';

function request(
  id: string,
  expiresAt: string | null = '2026-11-25T10:00:00Z',
  startsAt = expiresAt,
): Waiting {
  return { id, expiresAt, slot: { startsAt: startsAt ?? '2026-11-25T12:00:00Z' } };
}
const seen = (line: Line<Waiting>) => line.shown.map(({ item, left }) => (left ? `(${item.id})` : item.id));

const [a, b, c] = [request('a'), request('b'), request('c')];

describe('the order of requests', () => {
  it('is what lapses first, then the earlier visit; what does not lapse is last', () => {
    const late = request('late', '2026-11-25T20:00:00Z');
    const soon = request('soon', '2026-11-24T20:00:00Z');
    const earlier = request('earlier', '2026-11-25T20:00:00Z', '2026-11-25T19:00:00Z');
    const never = request('never', null);
    expect(byUrgency([never, late, soon, earlier]).map(({ id }) => id)).toEqual([
      'soon',
      'earlier',
      'late',
      'never',
    ]);
  });
});

describe('the line of requests', () => {
  it('does not move under the finger when one arrives, however urgent', () => {
    const urgent = request('urgent', '2026-11-24T01:00:00Z');
    const line = readAgain(lineUp([a, b]), [urgent, a, b]);
    expect(seen(line)).toEqual(['a', 'b']);
    expect(aside(line)).toEqual([urgent]);
  });
  it('keeps the place of one that was answered', () => {
    expect(seen(readAgain(lineUp([a, b, c]), [a, c]))).toEqual(['a', '(b)', 'c']);
  });
  it('counts several that arrive one by one', () => {
    const line = readAgain(readAgain(lineUp([a]), [a, b]), [a, b, c]);
    expect(aside(line).map(({ id }) => id)).toEqual(['b', 'c']);
  });
  it('forgets one that waited aside and was called off', () => {
    expect(aside(readAgain(readAgain(lineUp([a]), [a, b]), [a]))).toEqual([]);
  });
  it('lets the new ones in when asked, marks them, and drops what was answered', () => {
    const line = letIn(readAgain(lineUp([a, b]), [b, c]));
    expect(seen(line)).toEqual(['b', 'c']);
    expect([...line.fresh]).toEqual(['c']);
    expect(aside(line)).toEqual([]);
  });
  it('shows the first one at once when nobody was there', () => {
    const line = readAgain(lineUp<Waiting>([]), [a]);
    expect(seen(line)).toEqual(['a']);
    expect(line.fresh.has('a')).toBe(true);
  });
});
