/**
 * Lighthouse, as a phone sees each page: five runs, the median, with how busy the machine was.
 * `node tools/lighthouse.mjs ADDRESS [RUNS]`, against a clinic with demo data (`make up`). What is below 85 fails;
 * the goals (95, 100, 100, 100; painted within 2 s, blocked for at most 150 ms, shifted by at most 0.02) are shown.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { chromium } from '@playwright/test';
import { FLAGS, findChromium } from './chromium.mjs';
import { ask, DEMO, signedIn } from './demo.mjs';

const VERSION = 'lighthouse@12.8.2';
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];
const GOALS = { performance: 95, accessibility: 100, 'best-practices': 100, seo: 100 };
const AUDITS = {
  'largest-contentful-paint': 2_000,
  'total-blocking-time': 150,
  'cumulative-layout-shift': 0.02,
};
const LOWEST = 85;

const address = (process.argv[2] ?? 'http://127.0.0.1:8000').replace(/\/$/, '');
const runs = Number(process.argv[3] ?? 5);
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

function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

function told(reports) {
  const score = (name) => Math.round(100 * median(reports.map((each) => each.categories[name].score)));
  const value = (name) => median(reports.map((each) => each.audits[name].numericValue));
  return {
    scores: CATEGORIES.map((name) => [name, score(name), score(name) >= GOALS[name]]),
    values: Object.entries(AUDITS).map(([name, most]) => [name, value(name), value(name) <= most]),
    failed: new Set(
      reports.flatMap(({ audits, categories }) =>
        CATEGORIES.slice(1).flatMap((name) =>
          categories[name].auditRefs
            .filter(({ id, weight }) => weight > 0 && audits[id].score !== null && audits[id].score < 1)
            .map(({ id }) => id),
        ),
      ),
    ),
    benchmark: Math.round(median(reports.map(({ environment }) => environment.benchmarkIndex))),
  };
}

function print(page, { scores, values, failed, benchmark }) {
  const mark = (good) => (good ? ' ' : '!');
  const left = scores.map(([name, score, good]) => `${name} ${score}${mark(good)}`).join('  ');
  const right = values.map(([name, value, good]) => `${name} ${+value.toFixed(3)}${mark(good)}`).join('  ');
  console.log(
    `${page}\n  ${left}\n  ${right}\n  load ${loadavg()[0].toFixed(1)}, benchmarkIndex ${benchmark}`,
  );
  for (const id of failed) console.log(`  ! ${id}`);
}

try {
  const { data } = await ask(address, '{ doctors(first: 1) { nodes { id } } }');
  const [patient, doctor] = [await signedIn(address, DEMO.patient), await signedIn(address, DEMO.doctor)];
  const pages = [
    ['/'],
    [`/medicos/${data.doctors.nodes[0]?.id}`],
    ['/consultas', patient],
    ['/agenda', doctor],
  ];
  for (const [page, cookie] of pages) {
    const reports = [];
    for (let count = 0; count < runs; count += 1) {
      reports.push(await once(page, cookie).catch(() => once(page, cookie))); // a busy machine loses a trace
    }
    const result = told(reports);
    print(page, result);
    if (result.scores.some(([, score]) => score < LOWEST)) process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
