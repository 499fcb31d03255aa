// The order of the layers stands in the tokens: they come before every component's styles.
import '~/app/tokens.css';
import '~/app/app.css';

import { createRoot } from 'react-dom/client';
import { App } from '~/app/App';
import { startInReadersLanguage } from '~/app/i18n';
import { startInReadersTheme } from '~/app/theme';

startInReadersTheme();
const place = document.getElementById('root');
if (place) {
  startInReadersLanguage().finally(() => createRoot(place).render(<App />));
}
if ('serviceWorker' in navigator && import.meta.env.PROD) {
  // what it keeps for later must not be in the way of what is shown now; the client works without
  addEventListener('load', () => navigator.serviceWorker.register('/sw.js').catch(() => undefined));
}
