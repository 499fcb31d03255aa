import { describe, expect, it } from 'vitest';
import { neighbour } from './act';
import { meaning } from './keys';

const alone = { ctrlKey: false, metaKey: false, altKey: false, repeat: false };

describe('keys', () => {
  it('mean the same as capitals', () => {
    expect(meaning({ ...alone, key: 'a' })).toBe('accept');
    expect(meaning({ ...alone, key: 'A' })).toBe('accept');
    expect(meaning({ ...alone, key: 'R' })).toBe('decline');
    expect(meaning({ ...alone, key: '?' })).toBe('help');
  });
  it('are left to the browser with another key held down', () => {
    for (const held of ['ctrlKey', 'metaKey', 'altKey']) {
      expect(meaning({ ...alone, key: 'a', [held]: true })).toBeUndefined();
    }
  });
  it('answer once however long they are held, but walk on', () => {
    expect(meaning({ ...alone, key: 'a', repeat: true })).toBeUndefined();
    expect(meaning({ ...alone, key: 'j', repeat: true })).toBe('next');
  });
  it('walk from nowhere to the first, and stop at both ends', () => {
    expect(neighbour(-1, 'next', 3)).toBe(0);
    expect(neighbour(-1, 'previous', 3)).toBe(0);
    expect(neighbour(2, 'next', 3)).toBe(2);
    expect(neighbour(0, 'previous', 3)).toBe(0);
    expect(neighbour(1, 'next', 3)).toBe(2);
  });
});
