/** One key each, while the list of requests is on the screen. They can be turned off (WCAG 2.1.4). */
import { remember, remembered } from '~/app/storage';
import { store } from '~/shared/lib/store';

export type Meaning = 'accept' | 'decline' | 'next' | 'previous' | 'help';

const MEANINGS: Record<string, Meaning> = {
  a: 'accept',
  r: 'decline',
  j: 'next',
  k: 'previous',
  '?': 'help',
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

/** The place to go to from a place in a list of that many; nowhere yet is -1. */
export function neighbour(at: number, towards: 'next' | 'previous', many: number): number {
  if (at < 0) return 0;
  return Math.min(Math.max(at + (towards === 'next' ? 1 : -1), 0), many - 1);
}
