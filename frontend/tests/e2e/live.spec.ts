/** The line to the clinic breaks and heals: what happened meanwhile is there, without a reload. */
import type { WebSocket } from '@playwright/test';
import { expect, test } from './fixtures';
import { chip, isLive, mark, sheet, sheetSays } from './journey';
import { timesAhead } from './people';

test.use({ forgiven: [/ERR_|WebSocket|Failed to load resource/] });

test('after a cut the subscription goes on from its cursor, and the lists know what happened meanwhile', async ({
  wired,
  patient,
  doctor,
}) => {
  const slots = await doctor.api.publish(timesAhead(3));
  const { page, wire } = await wired(doctor);
  const asked = subscriptions(page);
  await page.goto('/agenda/pedidos');
  await isLive(page);
  const stayed = await mark(page);
  await patient.api.book(slots[0] ?? '');
  await expect(page.getByRole('article'), 'the first is shown at once').toHaveCount(1);

  wire.cut();
  await expect(page.getByText('reconectando')).toBeVisible();
  await patient.api.book(slots[1] ?? '');
  await patient.api.book(slots[2] ?? '');
  wire.mend();
  await expect(page.getByRole('button', { name: '2 novos pedidos' })).toBeVisible();
  await expect(page.getByRole('article'), 'nothing jumps under a finger').toHaveCount(1);
  await expect(page).toHaveTitle('(3) Pedidos · Health&Med');
  await isLive(page);
  const told = asked.filter(({ query }) => query.includes('appointmentChanged'));
  expect(told[0]?.variables.after, 'the first time there is nothing to go on from').toBeUndefined();
  expect(told.at(-1)?.variables.after, 'then there is').toEqual(expect.any(String));
  await stayed();
  await page.getByRole('button', { name: '2 novos pedidos' }).click();
  await expect(page.getByRole('article')).toHaveCount(3);
});

test('an agenda shows what was taken while the line was cut', async ({
  wired,
  newVisitor,
  patient,
  doctor,
}) => {
  const [taken = '', free = ''] = await doctor.api.publish(timesAhead(2));
  const { page, wire } = await wired(await newVisitor());
  await page.goto(`/medicos/${doctor.id}`);
  await isLive(page);
  await expect(chip(page, taken)).toBeVisible();
  wire.cut();
  await expect(page.getByText('reconectando')).toBeVisible();
  await patient.api.book(taken);
  wire.mend();
  await expect(page.locator(`[data-slot="${taken}"]:not([aria-disabled])`)).toHaveCount(0);
  await expect(chip(page, free)).toBeEnabled();
});

test('what the doctor answered during a cut is on the patient’s screen once it heals', async ({
  wired,
  patient,
  doctor,
}) => {
  const [slot = ''] = await doctor.api.publish(timesAhead(1));
  const id = await patient.api.book(slot);
  const { page, wire } = await wired(patient);
  await page.goto(`/consultas/${id}`);
  await isLive(page);
  await expect(page.getByText('Aguardando', { exact: true })).toBeVisible();
  wire.cut();
  await expect(page.getByText('reconectando')).toBeVisible();
  await doctor.api.confirm(id);
  wire.mend();
  await expect(page.getByText('Confirmada', { exact: true })).toBeVisible();
});

test('a request that cannot be sent says so, keeps what was typed, and is made once', async ({
  wired,
  patient,
  doctor,
}) => {
  const [slot = ''] = await doctor.api.publish(timesAhead(1));
  const { page, wire } = await wired(patient);
  await page.goto(`/medicos/${doctor.id}`);
  await chip(page, slot).click();
  const box = sheet(page);
  await expect(box.getByRole('timer')).toBeVisible();
  await box.getByText('Quer contar o motivo?').click();
  await box.getByLabel('Motivo da consulta').fill('Tontura ao levantar');
  wire.cut();
  await box.getByRole('button', { name: 'Marcar consulta' }).click();
  await expect(box.getByText(/Não conseguimos falar com a clínica/)).toBeVisible();
  await expect(box.getByText(/ele não é feito duas vezes/)).toBeVisible();
  await expect(box.getByLabel('Motivo da consulta')).toHaveValue('Tontura ao levantar');
  wire.mend();
  await box.getByRole('button', { name: 'Tentar de novo' }).click();
  await sheetSays(page, 'Pedido enviado');
  expect(await doctor.api.requests()).toMatchObject([{ reason: 'Tontura ao levantar' }]);
});

interface Asked {
  query: string;
  variables: { after?: string };
}

/** What the page subscribes to, each time it does. */
function subscriptions(page: {
  on(event: 'websocket', hear: (socket: WebSocket) => void): unknown;
}): Asked[] {
  const asked: Asked[] = [];
  page.on('websocket', (socket) =>
    socket.on('framesent', ({ payload }) => {
      const message = JSON.parse(String(payload));
      if (message.type === 'subscribe') asked.push(message.payload);
    }),
  );
  return asked;
}
