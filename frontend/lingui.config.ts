import { defineConfig } from '@lingui/conf';

/** Portuguese is written in the source; English is the one catalogue that is translated. */
export default defineConfig({
  sourceLocale: 'pt-BR',
  locales: ['pt-BR', 'en'],
  catalogs: [{ path: '<rootDir>/src/locales/{locale}', include: ['src'] }],
  format: 'po',
  formatOptions: { lineNumbers: false, origins: false },
  orderBy: 'message',
});
