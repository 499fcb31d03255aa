/** What a key does on the page as it stands. `data-item` marks what J and K walk over, `data-step` what A and R press. */
import { flushSync } from 'react-dom';
import { navigate } from 'wouter/use-browser-location';
import { ROUTES } from '~/app/routes';
import { helpOpen, type Meaning } from './keys';

export function act(meant: Meaning): void {
  if (meant === 'help') helpOpen.set(true);
  else if (meant === 'search') seek();
  else if (meant === 'next' || meant === 'previous') walk(meant);
  else answer(meant);
}

function seek(): void {
  if (!field()) flushSync(() => navigate(ROUTES.search));
  field()?.focus();
  field()?.select();
}

function field(): HTMLInputElement | null {
  return document.querySelector('main input[type=search]');
}

/** The place to go to from a place in a list of that many; nowhere yet is -1. */
export function neighbour(at: number, towards: 'next' | 'previous', many: number): number {
  if (at < 0) return 0;
  return Math.min(Math.max(at + (towards === 'next' ? 1 : -1), 0), many - 1);
}

function walk(towards: 'next' | 'previous'): void {
  const { all, at } = items();
  const item = all[neighbour(at, towards, all.length)];
  const target = item?.hasAttribute('tabindex') ? item : item?.querySelector('a');
  target?.focus({ preventScroll: true });
  item?.scrollIntoView({ block: 'nearest' });
}

function answer(step: 'accept' | 'decline'): void {
  const { all, at } = items();
  all[at]?.querySelector<HTMLElement>(`[data-step=${step}]`)?.click();
}

function items() {
  const all = [...document.querySelectorAll<HTMLElement>('main [data-item]')];
  return { all, at: all.findIndex((item) => item.contains(document.activeElement)) };
}
