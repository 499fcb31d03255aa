import { lazy } from 'react';
import SearchPage from '~/features/search/SearchPage';
import { afterPaint } from '~/shared/lib/afterPaint';
import { LOADERS, type Page } from './loaders';
import type { RouteName } from './routes';

let opening = true;

/** The first page is there, or on its way; all others are come to by a link. */
export function opened(): void {
  opening = false;
}

/** Asking for a page's files keeps a phone longer than showing that the link was followed, which comes first. */
function after(load: () => Promise<{ default: Page }>): Promise<{ default: Page }> {
  return opening ? load() : new Promise((resolve) => afterPaint(() => resolve(load())));
}

const lazily = Object.entries(LOADERS).map(([name, load]) => [name, lazy(() => after(load))]);

/** The component of each route. */
export const PAGES: Record<RouteName, Page> = { search: SearchPage, ...Object.fromEntries(lazily) };
