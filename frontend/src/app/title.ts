import { useEffect } from 'react';
import { store, useStore } from '~/shared/lib/store';

/** How many things wait for this person; shown before the title of the page. */
export const waiting = store(0);
const page = store('');

/** The page's name in the browser's tab. */
export function useTitle(name: string): void {
  useEffect(() => page.set(name), [name]);
}

/** Mounted once; nothing else is drawn anew with it. */
export function DocumentTitle(): null {
  const [name, count] = [useStore(page), useStore(waiting)];
  useEffect(() => {
    const full = name ? `${name} · Health&Med` : 'Health&Med';
    document.title = count ? `(${count}) ${full}` : full;
  }, [name, count]);
  return null;
}
