/**
 * Keeps the client's own files, so that it opens without network; `SHELL` and `VERSION` are written before this
 * by the build. What the API answers, and pages with somebody's words in them, are never kept.
 */
const CACHE = `healthmed-${VERSION}`;
/** An address whose page holds nobody's words, not even the landing's. */
const PAGE = '/entrar';

addEventListener('install', (event) => event.waitUntil(keepShell()));
addEventListener('activate', (event) => event.waitUntil(begin()));
addEventListener('fetch', (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (event.request.method !== 'GET' || origin !== location.origin || pathname === '/graphql') return;
  if (event.request.mode === 'navigate') event.respondWith(networkFirst(event));
  else if (SHELL.includes(pathname)) event.respondWith(keptFirst(event.request));
});

async function keepShell() {
  const cache = await caches.open(CACHE);
  await cache.addAll([PAGE, ...SHELL]);
}

/** The cache of the version before goes when its last tab is closed: until then its pages find their files. */
async function begin() {
  const others = (await caches.keys()).filter((name) => name.startsWith('healthmed-') && name !== CACHE);
  await Promise.all(others.map((name) => caches.delete(name)));
  await registration.navigationPreload?.enable();
}

async function networkFirst(event) {
  try {
    return (await event.preloadResponse) ?? (await fetch(event.request));
  } catch {
    return (await caches.match(PAGE)) ?? Response.error();
  }
}

async function keptFirst(request) {
  return (await caches.match(request)) ?? fetch(request);
}
