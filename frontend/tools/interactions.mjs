/**
 * The worst answer of the screen to a finger: 360 px, a quarter of this machine's CPU, from the touch to the next
 * picture, as browsers measure it (INP); of each touch the median of five. `node tools/interactions.mjs ADDRESS`,
 * against a clinic with demo data (`make up`). It books and cancels nothing. Exits 1 when one took longer than the
 * goal.
 */
import { chromium } from '@playwright/test';
import { FLAGS, findChromium } from './chromium.mjs';
import { ask, DEMO, signedIn } from './demo.mjs';
import { address, atMost, quantile, remark, tell } from './figures.mjs';

const GOAL_MS = 200;
/** Now and then a touch meets a machine that stands still: each is done so often, and its median counts. */
const ROUNDS = 5;
const SLOWER = 4;
const PHONE = { viewport: { width: 360, height: 780 }, hasTouch: true, isMobile: true, locale: 'pt-BR' };
/** A sheet that is closed gives its slot back: nothing stays behind. */
const CLOSE = 'dialog[open] .sheet-box > header .button';

const browser = await chromium.launch({ executablePath: findChromium(), args: FLAGS });

/** Runs in the page: keeps the longest duration of each interaction. */
function listen() {
  window.__worst = new Map();
  new PerformanceObserver((list) => {
    for (const { interactionId, duration } of list.getEntries()) {
      if (interactionId)
        window.__worst.set(interactionId, Math.max(duration, window.__worst.get(interactionId) ?? 0));
    }
  }).observe({ type: 'event', durationThreshold: 16, buffered: true });
}

/** A page as a phone has it, and `did`, which does something there and tells how long the screen took to answer. */
async function phone(path, cookie) {
  const context = await browser.newContext({ ...PHONE, serviceWorkers: 'block' });
  if (cookie) await context.addCookies([cookie]);
  await context.addInitScript(listen);
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await page.goto(address + path);
  await page.waitForLoadState('networkidle');
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  const took = [];
  const did = async (name, act) => {
    await page.evaluate(() => window.__worst.clear());
    await act(page);
    await page.waitForTimeout(1_000);
    const ms = await page.evaluate(() => Math.max(0, ...window.__worst.values()));
    took.push({ name: `${path.split('?')[0].replace(/[0-9a-f-]{36}/, ':id')}: ${name}`, ms });
  };
  const tap = (name, selector) => did(name, () => page.locator(selector).first().tap());
  return { page, did, tap, end: () => context.close().then(() => took) };
}

async function search(cookie) {
  const { did, tap, end } = await phone('/', cookie);
  await did('letters', async (page) => {
    await page.locator('[type=search]').tap();
    await page.keyboard.type('cardio', { delay: 60 });
  });
  await did('search', (page) => page.keyboard.press('Enter'));
  await tap('a specialty', '.chips label:nth-of-type(3)');
  await tap('filters', '.filters-toggle');
  await did('another order', (page) => page.locator('.filters select').last().selectOption('preco'));
  await tap('a time', '.slot-chip.free');
  await tap('close', CLOSE);
  await tap('a doctor', '.doctor-row h2 a');
  return end();
}

async function agenda(doctor, cookie) {
  const { did, tap, end } = await phone(`/medicos/${doctor}`, cookie);
  await tap('next week', '.week-turn .button:last-child');
  await tap('a time', '.slot-chip.free');
  await tap('a reason', 'details.reason summary');
  await did('letters', async (page) => {
    await page.locator('[name=reason]').tap();
    await page.keyboard.type('febre', { delay: 60 });
  });
  await tap('close', CLOSE);
  return end();
}

async function appointments(cookie) {
  const { tap, end } = await phone('/consultas', cookie);
  await tap('past ones', 'main details summary');
  await tap('cancel', '.visit-actions .button.danger');
  await tap('close', CLOSE);
  await tap('an appointment', '.visit-row a');
  return end();
}

async function day(cookie) {
  const { tap, end } = await phone('/agenda', cookie);
  await tap('requests', '.top nav a:nth-child(2)');
  await tap('decline', '[data-step=decline]');
  await tap('close the refusal', CLOSE);
  await tap('week', '.top nav a:nth-child(3)');
  await tap('a time', '.week-item');
  await tap('close the time', CLOSE);
  await tap('times', '.top nav a:nth-child(4)');
  await tap('a weekday', '[role=switch]');
  await tap('one more period', '.day-add');
  return end();
}

/** How long each took, by its name, in each round. */
async function rounds(parts) {
  const times = {};
  for (let round = 0; round < ROUNDS; round++)
    for (const part of parts)
      for (const { name, ms } of await part()) times[name] = [...(times[name] ?? []), ms];
  return Object.entries(times);
}

try {
  const { data } = await ask(address, '{ doctors(first: 1) { nodes { id } } }');
  const [patient, doctor] = [await signedIn(address, DEMO.patient), await signedIn(address, DEMO.doctor)];
  const found = await rounds([
    () => search(patient),
    () => agenda(data.doctors.nodes[0].id, patient),
    () => appointments(patient),
    () => day(doctor),
  ]);
  for (const [name, times] of found) remark(name, `${times.join(', ')} ms`);
  const worst = Math.max(...found.map(([, times]) => quantile(times)));
  tell([atMost(`Client: worst interaction, CPU / ${SLOWER}`, worst, GOAL_MS, ' ms')]);
  process.exitCode = worst > GOAL_MS ? 1 : 0;
} finally {
  await browser.close();
}
