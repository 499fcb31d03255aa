/**
 * What each page costs to load, as it travels (Brotli), against its budget: `node tools/size.mjs [dist]`.
 * Exits 1 when one is over. The service worker's keeping for later is not counted: nobody waits for it.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';

const DIST = process.argv[2] ?? 'dist';
const BUDGET = { landing: 100_000, patient: 120_000, doctor: 160_000, css: 8_000, font: 25_000 };
const DOCTORS = /^src\/features\/(today|requests|week|availability|partners|admin)\//;
const PAGES = /^src\/(features|session)\/.*Page\.tsx$/;
/** Fetched by each page that follows something live. */
const SOCKET = 'src/graphql/socket.ts';

const manifest = JSON.parse(readFileSync(`${DIST}/.vite/manifest.json`, 'utf8'));
const html = readFileSync(`${DIST}/index.html`, 'utf8');

/** A module's own files, and those of all that it imports at once. */
function files(key, found = new Set()) {
  const chunk = manifest[key];
  if (!chunk || found.has(chunk.file)) return found;
  for (const file of [chunk.file, ...(chunk.css ?? [])]) found.add(file);
  for (const next of chunk.imports ?? []) files(next, found);
  return found;
}

function bytes(file) {
  const path = `${DIST}/${file}`;
  return existsSync(`${path}.br`)
    ? statSync(`${path}.br`).size
    : brotliCompressSync(readFileSync(path)).length;
}

const sum = (numbers) => numbers.reduce((total, each) => total + each, 0);
const styles = [...html.matchAll(/<style>(.*?)<\/style>/gs)].map((match) => match[1]);
const inlined = sum(styles.map((style) => brotliCompressSync(style).length));
const entry = files('index.html');

function cost(page, ...more) {
  const all = new Set(['index.html', page, ...more].flatMap((key) => [...files(key)]));
  const css = [...all].filter((file) => file.endsWith('.css') && !entry.has(file));
  const js = [...all].filter((file) => file.endsWith('.js'));
  return { js: sum(js.map(bytes)), css: inlined + sum(css.map(bytes)) };
}

const pages = Object.keys(manifest).filter((key) => PAGES.test(key) && manifest[key].isDynamicEntry);
const rows = [
  { name: 'landing', kind: 'landing', ...cost('index.html') },
  ...pages.map((key) => {
    const kind = DOCTORS.test(key) ? 'doctor' : 'patient';
    return { name: key.split('/').at(-1).replace('.tsx', ''), kind, ...cost(key, SOCKET) };
  }),
];
const fonts = [...new Set(html.match(/assets\/[\w.-]+\.woff2/g))];
const over = [];
const judged = (name, value, limit) => {
  if (value > limit) over.push(`${name}: ${value} bytes, at most ${limit}`);
  return `${(value / 1000).toFixed(1)} of ${limit / 1000}`;
};

console.log('kB with Brotli'.padEnd(22), 'JavaScript'.padStart(14), 'CSS'.padStart(12));
for (const { name, kind, js, css } of rows) {
  const told = [judged(`${name}'s JavaScript`, js, BUDGET[kind]), judged(`${name}'s CSS`, css, BUDGET.css)];
  console.log(name.padEnd(22), told[0].padStart(14), told[1].padStart(12));
}
for (const font of fonts) {
  const size = statSync(`${DIST}/${font}`).size;
  console.log('font'.padEnd(22), judged(font, size, BUDGET.font).padStart(14));
}
if (fonts.length !== 1) over.push(`${fonts.length} fonts, one is meant`);
if (pages.length === 0) over.push('no page was found in the manifest');
for (const each of over) console.error(`Over budget: ${each}.`);
process.exitCode = over.length ? 1 : 0;
