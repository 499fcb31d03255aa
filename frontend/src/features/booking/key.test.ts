import { renderHook } from '@testing-library/react';
import { expect, it } from 'vitest';
import { newKey, useKeys } from './key';

it('is a new one each time, as the server takes it', () => {
  const keys = [newKey(), newKey()];
  expect(new Set(keys).size).toBe(2);
  for (const key of keys) expect(key).toMatch(/^[\x21-\x7e]{8,200}$/);
});

it('is made without randomUUID too, which a page that is not served securely lacks', () => {
  const key = newKey({ getRandomValues: (array) => crypto.getRandomValues(array) });
  expect(key).toMatch(/^[0-9a-f]{32}$/);
});

it('stays the same for a slot, and is another for another', () => {
  const { result, rerender } = renderHook(useKeys);
  const first = result.current('a');
  rerender();
  expect(result.current('a')).toBe(first);
  expect(result.current('b')).not.toBe(first);
});
