/** The build's list of what this client sends: the API may be told to run nothing else for a browser's session. */
import type { Plugin } from 'vite';
import { Operations } from './operations.mjs';

export function trustedDocuments(): Plugin {
  return {
    name: 'trusted-documents',
    apply: 'build',
    generateBundle() {
      const operations = new Operations(import.meta.dirname.replace(/tools$/, ''));
      const sent = operations.all.map((each) => [each.name?.value ?? '', operations.sent(each)] as const);
      this.emitFile({
        type: 'asset',
        fileName: 'operations.json',
        source: JSON.stringify(Object.fromEntries(sent.sort())),
      });
    },
  };
}
