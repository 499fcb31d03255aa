/**
 * From a doctor's yes to the patient's screen, and back from a cut socket: `node tools/live.mjs ADDRESS [RUNS]`.
 * It registers a doctor and a patient of its own in that clinic. Exits 1 when a goal is missed.
 */
import { randomInt } from 'node:crypto';
import { chromium } from '@playwright/test';
import { FLAGS, findChromium } from './chromium.mjs';
import { ask } from './demo.mjs';
import { address, atMost, given, quantile, tell } from './figures.mjs';

const GOALS = { p95: 300, healed: 5_000 };
const runs = Number(given[1] ?? 20);
const CUTS = 5;

function someCpf() {
  const digits = Array.from({ length: 9 }, () => randomInt(10));
  for (const length of [9, 10]) {
    const sum = digits.reduce((total, digit, place) => total + digit * (length + 1 - place), 0);
    digits.push(((sum * 10) % 11) % 10);
  }
  return digits.join('');
}

/** Somebody new, as a function that asks with their session. */
async function registered(kind, more) {
  const input = {
    ...{ name: `${kind} Medida`, cpf: someCpf(), email: `${randomInt(2 ** 47).toString(36)}@example.com` },
    ...{ password: 'correct-horse-battery', acceptsTerms: true, ...more },
  };
  const mutation = `mutation R($input: Register${kind}Input!) { register${kind}(input: $input) { __typename } }`;
  const { data, cookie } = await ask(address, mutation, { input });
  if (data[`register${kind}`].__typename !== kind) throw new Error(JSON.stringify(data));
  return { cookie, ask: async (query, variables) => (await ask(address, query, variables, cookie)).data };
}

/** As many requests of that patient to that doctor as there are moments to measure. */
async function requests(doctor, patient, count) {
  const first = Math.ceil(Date.now() / 3_600_000) * 3_600_000 + 86_400_000;
  const slots = Array.from({ length: count }, (_, place) => ({
    startsAt: new Date(first + place * 1_800_000).toISOString(),
    endsAt: new Date(first + (place + 1) * 1_800_000).toISOString(),
  }));
  const { publishSlots } = await doctor.ask(
    'mutation P($slots: [SlotInput!]!) { publishSlots(input: { slots: $slots }) { ... on SlotsPublished { slots { id } } } }',
    { slots },
  );
  const ids = [];
  for (const { id } of publishSlots.slots) {
    const { bookAppointment } = await patient.ask(
      'mutation B($id: ID!) { bookAppointment(input: { slotId: $id }) { ... on Appointment { id } } }',
      { id },
    );
    ids.push(bookAppointment.id);
  }
  return ids;
}

/** The page of one request on the patient's screen; `seen` is when it said that it is confirmed. */
async function watched(context, id) {
  const page = await context.newPage();
  const socket = {};
  await page.routeWebSocket(/graphql/, (client) => {
    const server = client.connectToServer();
    socket.cut = () => Promise.all([server.close(), client.close({ code: 1012, reason: 'cut' })]);
  });
  await page.goto(`${address}/consultas/${id}`);
  await page.locator('.live-dot[data-state=live]').waitFor();
  const seen = page.evaluate(
    () =>
      new Promise((resolve) => {
        const look = () => document.querySelector('.status-tag.confirmed') && resolve(Date.now());
        new MutationObserver(look).observe(document.body, {
          subtree: true,
          childList: true,
          attributes: true,
        });
      }),
  );
  return { page, socket, seen };
}

async function accepted(context, doctor, id, cut) {
  const { page, socket, seen } = await watched(context, id);
  if (cut) await socket.cut();
  const from = Date.now();
  await doctor.ask('mutation C($id: ID!) { confirmAppointment(id: $id) { __typename } }', { id });
  const answered = Date.now();
  const ms = Math.max(0, (await seen) - (cut ? from : answered));
  await page.close();
  return ms;
}

const browser = await chromium.launch({ executablePath: findChromium(), args: FLAGS });
try {
  const practice = { specialties: ['cardiology'], feeCents: 20_000, city: 'São Paulo', state: 'SP' };
  const crm = { crmNumber: String(randomInt(100_000, 1_000_000_000)), crmState: 'SP' };
  const [doctor, patient] = [
    await registered('Doctor', { ...practice, ...crm }),
    await registered('Patient', {}),
  ];
  const context = await browser.newContext({ serviceWorkers: 'block' });
  const [name, value] = patient.cookie.split('=');
  await context.addCookies([{ name, value, url: address, httpOnly: true }]);
  const ids = await requests(doctor, patient, runs + CUTS);
  const told = [];
  for (const id of ids.slice(0, runs)) told.push(await accepted(context, doctor, id, false));
  const healed = [];
  for (const id of ids.slice(runs)) healed.push(await accepted(context, doctor, id, true));
  const figures = [
    atMost('Client: from accepted to seen, p95', quantile(told, 0.95), GOALS.p95, ' ms'),
    atMost('Client: seen after a cut socket, worst', Math.max(...healed), GOALS.healed, ' ms'),
  ];
  tell(figures);
  process.exitCode = figures.every(({ reached }) => reached) ? 0 : 1;
} finally {
  await browser.close();
}
