import { useRef } from 'react';

/** One key for one wish: sent again after a lost answer, it books once. */
export function newKey(
  source: Pick<Crypto, 'getRandomValues'> & Partial<Pick<Crypto, 'randomUUID'>> = crypto,
): string {
  if (source.randomUUID) return source.randomUUID(); // missing where a page is not served securely
  const bytes = source.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The same key for the same slot, as long as the sheet is open. */
export function useKeys(): (slotId: string) => string {
  const keys = useRef(new Map<string, string>());
  return (slotId) => {
    const key = keys.current.get(slotId) ?? newKey();
    keys.current.set(slotId, key);
    return key;
  };
}
