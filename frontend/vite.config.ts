import { lingui } from '@lingui/vite-plugin';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { inlineCss, linguiMacro, precompress } from './tools/plugins';
import { serviceWorker } from './tools/serviceWorker';
import { trustedDocuments } from './tools/trustedDocuments';

/** Where `npm run dev` finds the API. */
const API = process.env.HEALTHMED_API ?? 'http://127.0.0.1:8000';

/** Several pages, one build: each is an HTML file of its own and loads nothing of another's. */
const pages = { client: 'index.html', graphiql: 'graphiql/index.html' };

/** What every page of the client loads travels as one: many small files are larger. GraphiQL shares React alone. */
const chunks = [
  { name: 'react', test: /node_modules\/(react|react-dom|scheduler)\/|vite\/preload-helper/, priority: 3 },
  { name: 'frame', test: /\/src\/app\/App\.tsx$/, priority: 2 },
  { name: 'member', test: /\/src\/(session\/Guard|shared\/ui\/(LiveDot|StatusTag))\.tsx$/, priority: 1 },
  { name: 'doors', test: /\/src\/session\/(SignIn|RegisterForm)\.tsx$/, priority: 1 },
  { name: 'visits', test: /\/src\/shared\/appointments\//, priority: 1 },
];

export default defineConfig({
  plugins: [
    linguiMacro(),
    lingui({ failOnCompileError: true }),
    react(),
    inlineCss(pages.client),
    serviceWorker(pages.client, 'src/serviceWorker.js'),
    trustedDocuments(),
    precompress(),
  ],
  resolve: { tsconfigPaths: true },
  server: { proxy: { '/graphql': { target: API, ws: true }, '/schema.graphql': API, '/oidc': API } },
  optimizeDeps: { entries: [pages.client] }, // GraphiQL's workers cannot be prepared beforehand
  build: {
    manifest: true,
    modulePreload: { polyfill: false }, // without it older browsers ask a moment later
    rolldownOptions: {
      input: pages,
      checks: { moduleLevelDirective: false }, // "use client" in packages that also know servers
      output: { codeSplitting: { groups: chunks } },
    },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 4_000, // GraphiQL's editor; it is on no patient's way
  },
  test: { environment: 'jsdom', include: ['src/**/*.test.{ts,tsx}'], setupFiles: ['tests/setup.ts'] },
});
