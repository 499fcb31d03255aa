import { defineConfig } from '@playwright/test';
import base from './playwright.config';

/** The clinic with a real Keycloak beside it: `npm run e2e:keycloak`. */
export default defineConfig({
  ...base,
  testDir: 'tests/keycloak',
  globalSetup: './tests/keycloak/setup.ts',
  workers: 1,
  timeout: 90_000,
  expect: { timeout: 20_000 },
});
