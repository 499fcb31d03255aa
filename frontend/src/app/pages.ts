import { lazy } from 'react';
import SearchPage from '~/features/search/SearchPage';
import { LOADERS, type Page } from './loaders';
import type { RouteName } from './routes';

const lazily = Object.entries(LOADERS).map(([name, load]) => [name, lazy(load)]);

/** The component of each route. */
export const PAGES: Record<RouteName, Page> = { search: SearchPage, ...Object.fromEntries(lazily) };
