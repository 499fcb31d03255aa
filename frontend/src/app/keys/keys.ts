/** One key each, wherever nothing is being written. They can be turned off (WCAG 2.1.4). */
import { remember, remembered } from '~/app/storage';
import { store } from '~/shared/lib/store';

export type Meaning = 'search' | 'help' | 'next' | 'previous' | 'accept' | 'decline';

const MEANINGS: Record<string, Meaning> = {
  '/': 'search',
  '?': 'help',
  j: 'next',
  k: 'previous',
  a: 'accept',
  r: 'decline',
};

export const keysOn = store(remembered('keys') !== 'off');
export const helpOpen = store(false);

export function turnKeys(on: boolean): void {
  keysOn.set(on);
  remember('keys', on ? 'on' : 'off');
}

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'repeat'>;

/** What a key means here; with another key held down it is the browser's. */
export function meaning({ key, ctrlKey, metaKey, altKey, repeat }: Pressed): Meaning | undefined {
  if (ctrlKey || metaKey || altKey) return undefined;
  const meant = MEANINGS[key.toLowerCase()];
  return repeat && meant !== 'next' && meant !== 'previous' ? undefined : meant;
}
