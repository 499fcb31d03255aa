import { startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from '~/app/App';
import { startInReadersLanguage } from '~/app/i18n';
import { startInReadersTheme } from '~/app/theme';

/** By then a phone has drawn what it was asked for. */
const SETTLED_MS = 4_000;

function keepForLater(): void {
  navigator.serviceWorker.register('/sw.js').catch(() => undefined);
}

new Worker(new URL('./app/formatters.worker.ts', import.meta.url), { type: 'module' });
startInReadersTheme();
const place = document.getElementById('root');
if (place) {
  // drawn in steps, between which the browser can answer a finger
  startInReadersLanguage().finally(() => startTransition(() => createRoot(place).render(<App />)));
}
if ('serviceWorker' in navigator && import.meta.env.PROD) {
  // what it keeps for later must not be in the way of what is shown now; the client works without
  addEventListener('load', () => setTimeout(keepForLater, SETTLED_MS));
}
