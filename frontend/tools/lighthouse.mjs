/**
 * Lighthouse, as a phone sees each page: five runs, the median, with how busy the machine was.
 * `node tools/lighthouse.mjs ADDRESS [RUNS [PAGE]]`, against a clinic with demo data (`make up`). What is below 85 fails;
 * the goals (95, 100, 100, 100; painted within 2 s, blocked for at most 150 ms, shifted by at most 0.02) are shown.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { chromium } from '@playwright/test';
import { FLAGS, findChromium } from './chromium.mjs';
import { ask, DEMO, signedIn } from './demo.mjs';
import { address, atLeast, atMost, given, quantile, remark, tell } from './figures.mjs';

const VERSION = 'lighthouse@12.8.2';
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];
const GOALS = { performance: 95, accessibility: 100, 'best-practices': 100, seo: 100 };
const AUDITS = {
  'largest-contentful-paint': [2_000, ' ms'],
  'total-blocking-time': [150, ' ms'],
  'cumulative-layout-shift': [0.02, ''],
};
const LOWEST = 85;

const runs = Number(given[1] ?? 5);
const folder = mkdtempSync(join(tmpdir(), 'healthmed-lighthouse-'));
const run = promisify(execFile);

/** A browser that has seen nothing yet but its cookie: sockets carry it too, which extra headers would not. */
async function once(page, cookie) {
  const port = await freePort();
  const output = join(folder, 'report.json');
  const browser = await chromium.launchPersistentContext('', {
    executablePath: findChromium(),
    args: [...FLAGS, `--remote-debugging-port=${port}`],
  });
  try {
    if (cookie) await browser.addCookies([cookie]);
    const given = [`${address}${page}`, `--port=${port}`, '--disable-storage-reset', '--quiet'];
    const wanted = [`--only-categories=${CATEGORIES.join()}`, '--output=json', `--output-path=${output}`];
    await run('npx', ['--yes', VERSION, ...given, ...wanted], { maxBuffer: 2 ** 26 });
  } finally {
    await browser.close();
  }
  return JSON.parse(readFileSync(output, 'utf8'));
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** The medians of one page beside the goals. */
function figuresOf(page, reports) {
  const score = (name) => Math.round(100 * quantile(reports.map((each) => each.categories[name].score)));
  const value = (name) => quantile(reports.map((each) => each.audits[name].numericValue));
  return [
    ...CATEGORIES.map((name) => atLeast(`Lighthouse ${page}: ${name}`, score(name), GOALS[name])),
    ...Object.entries(AUDITS).map(([name, [most, unit]]) =>
      atMost(`Lighthouse ${page}: ${name}`, value(name), most, unit),
    ),
  ];
}

/** What cost points, beside speed. */
function failed(reports) {
  const found = reports.flatMap(({ audits, categories }) =>
    CATEGORIES.slice(1).flatMap((name) =>
      categories[name].auditRefs
        .filter(({ id, weight }) => weight > 0 && audits[id].score !== null && audits[id].score < 1)
        .map(({ id }) => id),
    ),
  );
  return [...new Set(found)];
}

try {
  const { data } = await ask(address, '{ doctors(first: 1) { nodes { id } } }');
  const [patient, doctor] = [await signedIn(address, DEMO.patient), await signedIn(address, DEMO.doctor)];
  const pages = [
    ['home', '/'],
    ['doctor page', `/medicos/${data.doctors.nodes[0]?.id}`],
    ['my appointments', '/consultas', patient],
    ["doctor's day", '/agenda', doctor],
  ];
  const figures = [];
  for (const [name, page, cookie] of pages.filter(([each]) => !given[2] || each === given[2])) {
    const reports = [];
    for (let count = 0; count < runs; count += 1) {
      reports.push(await once(page, cookie).catch(() => once(page, cookie))); // a busy machine loses a trace
    }
    figures.push(...figuresOf(name, reports));
    const speed = quantile(reports.map(({ environment }) => environment.benchmarkIndex));
    remark(`Lighthouse ${name}`, `benchmarkIndex ${Math.round(speed)} ${failed(reports).join(', ')}`.trim());
  }
  tell(figures);
  const scores = figures.filter(({ wish }) => wish.startsWith('≥'));
  process.exitCode = scores.some(({ found }) => found < LOWEST) ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
