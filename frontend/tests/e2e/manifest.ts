/** What the build says that the client sends: with HEALTHMED_TRUSTED_DOCUMENTS nothing else is run for a page. */
import { readFileSync } from 'node:fs';
import type { BrowserContext, Page } from '@playwright/test';
import { parse, print } from 'graphql';

/** As schema/documents.py compares them: blanks, comments and the order of definitions make no difference. */
const canonical = (text: string) => parse(text).definitions.map(print).sort().join('\n');

let known: Set<string> | undefined;

function isKnown(query: string): boolean {
  const built = () => Object.values(JSON.parse(readFileSync('dist/operations.json', 'utf8')) as object);
  known ??= new Set(built().map(canonical));
  return known.has(canonical(query));
}

/** Tells of each document that a page sends and the build does not list; GraphiQL's are its user's own. */
export function watchDocuments(context: BrowserContext, add: (problem: string) => void): void {
  const look = (page: Page | undefined, query: unknown) => {
    const ours = page === undefined || new URL(page.url()).pathname !== '/graphql';
    if (ours && typeof query === 'string' && !isKnown(query)) add(`not in operations.json: ${query}`);
  };
  context.on('request', (request) => {
    const asks = request.method() === 'POST' && new URL(request.url()).pathname === '/graphql';
    if (asks) look(request.frame().page(), request.postDataJSON()?.query);
  });
  context.on('page', (page) =>
    page.on('websocket', (socket) =>
      socket.on('framesent', ({ payload }) => look(page, JSON.parse(String(payload)).payload?.query)),
    ),
  );
}
