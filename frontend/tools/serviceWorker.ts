/** The build's last step: which files the service worker keeps, written before its code. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Plugin, Rolldown } from 'vite';

type Bundle = Rolldown.OutputBundle;

/** Of the client alone: GraphiQL is for whoever has a network. */
export function serviceWorker(page: string, source: string): Plugin {
  return {
    name: 'service-worker',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const html = bundle[page];
        const text = html?.type === 'asset' ? String(html.source) : '';
        const files = [...namedIn(text)].flatMap((file) => [...reached(bundle, file)]);
        const needed = files.filter((file) => !isInside(text, bundle[file]));
        const shell = [...new Set(needed)].sort().map((file) => `/${file}`);
        const version = createHash('sha256').update(text).update(shell.join()).digest('hex').slice(0, 16);
        const head = `const VERSION = '${version}';\nconst SHELL = ${JSON.stringify(shell)};\n`;
        this.emitFile({ type: 'asset', fileName: 'sw.js', source: head + readFileSync(source, 'utf8') });
      },
    },
  };
}

/** Styles that the page holds already. */
function isInside(html: string, file: Bundle[string] | undefined): boolean {
  return (
    file?.type === 'asset' && file.fileName.endsWith('.css') && html.includes(String(file.source).trim())
  );
}

/** The files that the page itself asks for. */
function namedIn(html: string): Set<string> {
  return new Set([...html.matchAll(/\/(assets\/[\w.-]+)/g)].flatMap((match) => match[1] ?? []));
}

/** And those that these ask for, at once or later. */
function reached(bundle: Bundle, file: string, found = new Set<string>()): Set<string> {
  if (found.has(file)) return found;
  found.add(file);
  const chunk = bundle[file];
  if (chunk?.type !== 'chunk') return found;
  for (const css of chunk.viteMetadata?.importedCss ?? []) found.add(css);
  for (const next of [...chunk.imports, ...chunk.dynamicImports]) reached(bundle, next, found);
  return found;
}
