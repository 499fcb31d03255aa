import { expect, test } from 'vitest';
import { type Answer, type Step, seriesOf } from './series';

const AT = '2026-11-24T12:00:00Z';
const step = (id: string, given: Partial<Step> = {}): Step => ({
  id,
  confirmedAt: null,
  closedAt: null,
  rescheduledFrom: null,
  ...given,
});

const known = (...steps: Step[]) => {
  return async (id: string): Promise<Answer> => {
    const found = steps.find((each) => each.id === id);
    return found ? { step: found } : { error: undefined };
  };
};

test('a visit that was asked for and confirmed came two steps', async () => {
  expect(await seriesOf('a', known(step('a', { confirmedAt: AT })))).toEqual({ uid: 'a', sequence: 2 });
});

test('one that was moved keeps the name of the first, and is newer than all before it', async () => {
  const ask = known(
    step('c', { confirmedAt: AT, rescheduledFrom: { id: 'b' } }),
    step('b', { closedAt: AT, rescheduledFrom: { id: 'a' } }),
    step('a', { confirmedAt: AT, closedAt: AT }),
  );
  expect(await seriesOf('c', ask)).toEqual({ uid: 'a', sequence: 2 + 2 + 3 });
});

test('what cannot be read makes no half a series', async () => {
  expect(await seriesOf('b', known(step('b', { rescheduledFrom: { id: 'a' } })))).toHaveProperty('error');
});
