import { defineConfig } from '@playwright/test';
import { FLAGS, findChromium } from './tools/chromium.mjs';

/** The whole clinic in a real browser: `npm run e2e`, after `npm run build`. */
export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'node_modules/.e2e',
  globalSetup: './tests/e2e/setup.ts',
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  workers: 2,
  timeout: 60_000, // a busy machine may starve a browser for seconds
  expect: { timeout: 15_000 },
  reporter: [['list']],
  use: {
    locale: 'pt-BR',
    timezoneId: 'America/Sao_Paulo',
    serviceWorkers: 'block', // it would answer in the network's place; offline.spec.ts has it
    screenshot: 'only-on-failure',
    trace: { mode: 'retain-on-failure', screenshots: false }, // to film each page is dear
    launchOptions: { executablePath: findChromium(), args: FLAGS },
  },
});
