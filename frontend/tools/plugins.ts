/** The build's own steps. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { type PluginObj, transformAsync, types } from '@babel/core';
import { compileMessage } from '@lingui/message-utils/compileMessage';
import type { Plugin } from 'vite';

/** Lingui's macros need Babel, and only the files that import them pass through it. Portuguese stays inside. */
export function linguiMacro(): Plugin {
  return {
    name: 'lingui-macro',
    enforce: 'pre',
    transform: {
      filter: { id: /\/src\/.*\.tsx?$/, code: /@lingui\/(core|react)\/macro/ },
      async handler(code, id) {
        const out = await transformAsync(code, {
          filename: id,
          babelrc: false,
          configFile: false,
          sourceMaps: true,
          parserOpts: { plugins: ['typescript', 'jsx'] },
          plugins: [['@lingui/babel-plugin-lingui-macro', { stripMessageField: false }], compiledMessages],
        });
        return out?.code ? { code: out.code, map: out.map } : null;
      },
    },
  };
}

/** The Portuguese that the macros leave behind, ready to be filled in: a build has no compiler for it. */
function compiledMessages(): PluginObj {
  return {
    visitor: {
      Program: {
        exit(program) {
          program.traverse({
            ObjectProperty({ node, parent }) {
              const isMessage = types.isIdentifier(node.key, { name: 'message' });
              const isLinguis = parent.leadingComments?.some(({ value }) => value === 'i18n');
              if (isMessage && isLinguis && types.isStringLiteral(node.value)) {
                node.value = types.valueToNode(compileMessage(node.value.value));
              }
            },
          });
        },
      },
    },
  };
}

/** As app/tokens.css has them: each file is minified alone, and the first one may know only some of them. */
const LAYERS = '@layer reset,tokens,base,ui,feature;';

/**
 * A few kB of CSS are cheaper inside the page than as one more round trip before the first paint. Pages that are
 * loaded later would fetch that file all the same, and wait for it: where they list it, stands what is there already.
 */
export function inlineCss(page: string): Plugin {
  return {
    name: 'inline-css',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const html = bundle[page];
        if (html?.type !== 'asset') return;
        const text = String(html.source);
        const script = /<script type="module"[^>]*src="\/([^"]+)"/.exec(text)?.[1];
        html.source = text.replace(
          /<link rel="stylesheet"[^>]*href="\/([^"]+\.css)"[^>]*>/g,
          (link, file: string) => {
            const css = bundle[file];
            if (css?.type !== 'asset' || !script) return link;
            for (const chunk of Object.values(bundle)) {
              if (chunk.type === 'chunk') chunk.code = chunk.code.replaceAll(`"${file}"`, `"${script}"`);
            }
            return `<style>${LAYERS}${String(css.source).trim()}</style>`;
          },
        );
      },
    },
  };
}

/** The best there is for what patients load; the API's editor would take ten seconds. */
const quality = (size: number) => (size < 300_000 ? 11 : 5);
const params = (size: number) => ({ params: { [constants.BROTLI_PARAM_QUALITY]: quality(size) } });
const [brotli, zip] = [promisify(brotliCompress), promisify(gzip)];

/** Each text file beside itself as .br and .gz: a server compresses nothing. As written: no plugin changes it later. */
export function precompress(): Plugin {
  return {
    name: 'precompress',
    apply: 'build',
    async writeBundle({ dir = 'dist' }, bundle) {
      const texts = Object.keys(bundle).filter((name) => /^assets\/.*\.(js|css|svg)$/.test(name));
      await Promise.all(texts.map((name) => compress(join(dir, name))));
    },
  };
}

async function compress(path: string): Promise<void> {
  const text = await readFile(path);
  if (text.length < 1024) return;
  await writeFile(`${path}.br`, await brotli(text, params(text.length)));
  await writeFile(`${path}.gz`, await zip(text, { level: 9 }));
}
