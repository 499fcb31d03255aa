import { startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from '~/app/App';
import { startInReadersLanguage } from '~/app/i18n';
import { startInReadersTheme } from '~/app/theme';
import { firstLook } from '~/session/session';
import { pause } from '~/shared/lib/pause';

/** By then a phone has drawn what it was asked for. */
const SETTLED_MS = 4_000;

function keepForLater(): void {
  navigator.serviceWorker.register('/sw.js').catch(() => undefined);
}

async function start(place: HTMLElement): Promise<void> {
  await pause();
  const spoken = startInReadersLanguage();
  const first = firstLook(spoken);
  await Promise.all([spoken, pause()]);
  // drawn in steps, between which the browser can answer a finger
  startTransition(() => createRoot(place).render(<App first={first} />));
}

new Worker(new URL('./app/formatters.worker.ts', import.meta.url), { type: 'module' });
startInReadersTheme();
const place = document.getElementById('root');
if (place) void start(place);
if ('serviceWorker' in navigator && import.meta.env.PROD) {
  // what it keeps for later must not be in the way of what is shown now; the client works without
  addEventListener('load', () => setTimeout(keepForLater, SETTLED_MS));
}
