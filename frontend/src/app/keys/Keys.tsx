import { lazy, Suspense, useEffect } from 'react';
import { useStore } from '~/shared/lib/store';
import { helpOpen, keysOn, meaning } from './keys';

const KeysHelp = lazy(() => import('./KeysHelp'));

/** Listens for the keys of the client, and shows the list of them. What they do is fetched with the first of them. */
export function Keys() {
  const on = useStore(keysOn);
  useEffect(() => {
    if (!on) return;
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [on]);
  return (
    useStore(helpOpen) && (
      <Suspense>
        <KeysHelp />
      </Suspense>
    )
  );
}

function onKey(event: KeyboardEvent): void {
  const meant = meaning(event);
  if (!meant || event.defaultPrevented || isElsewhere(event.target)) return;
  event.preventDefault();
  void import('./act').then(({ act }) => act(meant));
}

/** Where letters are written, or a dialog is open. */
function isElsewhere(target: EventTarget | null): boolean {
  const typing =
    target instanceof Element &&
    target.closest('input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]');
  return Boolean(typing || document.querySelector('dialog[open]'));
}
