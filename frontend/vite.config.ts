import { defineConfig } from 'vite';

/** Several pages, one build: each is an HTML file of its own and loads nothing of another's. */
const pages = { graphiql: 'graphiql/index.html' };

export default defineConfig({
  build: {
    rolldownOptions: {
      input: pages,
      checks: { moduleLevelDirective: false }, // "use client" in packages that also know servers
    },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 4_000, // GraphiQL's editor; it is on no patient's way
  },
});
