import { type RefObject, useEffect } from 'react';
import { useStore } from '~/shared/lib/store';
import { helpOpen, keysOn, type Meaning, meaning, neighbour } from './keys';

/** A and R answer the request that has the focus, J and K go from one to the next, ? tells so. */
export function useRequestKeys(list: RefObject<HTMLElement | null>): void {
  const on = useStore(keysOn);
  useEffect(() => {
    if (!on) return;
    function onKey(event: KeyboardEvent) {
      const meant = meaning(event);
      if (!meant || event.defaultPrevented || isElsewhere(event.target)) return;
      event.preventDefault();
      act(meant, list.current);
    }
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [on, list]);
}

/** Where letters are written, or a dialog is open. */
function isElsewhere(target: EventTarget | null): boolean {
  const typing = target instanceof Element && target.closest('input, textarea, select, [contenteditable]');
  return Boolean(typing || document.querySelector('dialog[open]'));
}

function act(meant: Meaning, list: HTMLElement | null): void {
  const cards = [...(list?.querySelectorAll<HTMLElement>('[data-request]') ?? [])];
  const at = cards.findIndex((card) => card.contains(document.activeElement));
  if (meant === 'help') helpOpen.set(true);
  else if (meant === 'next' || meant === 'previous') goTo(cards[neighbour(at, meant, cards.length)]);
  else cards[at]?.querySelector<HTMLElement>(`[data-step=${meant}]`)?.click();
}

function goTo(card: HTMLElement | undefined): void {
  card?.focus();
  card?.scrollIntoView({ block: 'nearest' });
}
