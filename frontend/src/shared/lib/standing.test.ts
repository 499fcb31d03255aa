import { describe, expect, it } from 'vitest';
import { newcomers, type Standing, settle, stand } from './standing';

interface Item {
  id: string;
  word?: string;
}

const ids = (shown: readonly Standing<Item>[]) =>
  shown.map(({ item, left }) => (left ? `(${item.id})` : item.id)).join(' ');

describe('a list that stands still', () => {
  const shown = stand<Item>([{ id: 'a' }, { id: 'b' }, { id: 'c' }]);

  it('keeps each in its place, whatever order it is read in', () => {
    expect(ids(settle(shown, [{ id: 'c' }, { id: 'b' }, { id: 'a' }]))).toBe('a b c');
  });
  it('keeps who left, as it was last, and marks it', () => {
    expect(ids(settle(shown, [{ id: 'c' }, { id: 'a' }]))).toBe('a (b) c');
  });
  it('welcomes back who had left', () => {
    const without = settle(shown, [{ id: 'a' }]);
    expect(ids(settle(without, [{ id: 'b' }, { id: 'a' }]))).toBe('a b (c)');
  });
  it('learns what is new about each', () => {
    const [first] = settle(shown, [{ id: 'a', word: 'answered' }]);
    expect(first?.item).toEqual({ id: 'a', word: 'answered' });
  });
  it('lets nobody in by itself, and names who waits', () => {
    const read = [{ id: 'new' }, { id: 'a' }, { id: 'b' }, { id: 'c' }];
    expect(ids(settle(shown, read))).toBe('a b c');
    expect(newcomers(shown, read)).toEqual([{ id: 'new' }]);
  });
});
