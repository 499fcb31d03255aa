/** What becomes of an appointment after it was asked for: each party sees what the other did, at once. */
import { visitThatBegan } from './earlier';
import { expect, type Person, test } from './fixtures';
import { chip, isLive, mark, sheet, sheetSays } from './journey';
import { timesAhead } from './people';

interface Visit {
  id: string;
  slots: string[];
}

/** The patient has asked the doctor for the first of some times. */
async function asked(patient: Person, doctor: Person, reason?: string): Promise<Visit> {
  const slots = await doctor.api.publish(timesAhead(3));
  return { id: await patient.api.book(slots[0] ?? '', reason), slots };
}

async function confirmed(patient: Person, doctor: Person): Promise<Visit> {
  const visit = await asked(patient, doctor);
  await doctor.api.confirm(visit.id);
  return visit;
}

test('a doctor is told of a request wherever she is, and declines it with a reason', async ({
  page,
  patient,
  doctor,
}) => {
  await doctor.page.goto('/agenda/semana');
  await isLive(doctor.page);
  const { id, slots } = await asked(patient, doctor, 'Palpitações à noite');
  await patient.page.goto('/consultas');
  await isLive(patient.page);
  await page.goto(`/medicos/${doctor.id}`);
  await expect(chip(page, slots[1] ?? '')).toBeVisible();

  const notice = doctor.page.getByRole('region', { name: 'Avisos' });
  await expect(notice).toContainText(`${patient.name} pediu uma consulta:`);
  await expect(doctor.page).toHaveTitle(/^\(1\) Semana de /);
  await notice.getByRole('link', { name: 'Ver e responder' }).click();
  await expect(doctor.page).toHaveURL(`/agenda/pedidos/${id}`);
  await expect(doctor.page.getByText('Palpitações à noite')).toBeVisible();
  await doctor.page.getByRole('button', { name: /^Recusar…/ }).click();
  await sheet(doctor.page).getByRole('button', { name: 'Recusar pedido' }).click();
  await expect(sheet(doctor.page).getByText('Escolha um motivo')).toBeVisible();
  await sheet(doctor.page).getByLabel('Este caso precisa de outra especialidade.').check();
  await sheet(doctor.page).getByRole('button', { name: 'Recusar pedido' }).click();
  await expect(doctor.page.getByText('Você recusou este pedido.')).toBeVisible();

  const told = patient.page.getByRole('region', { name: 'Avisos' });
  await expect(told).toContainText(`${doctor.name} não pode atender:`);
  await told.getByRole('link', { name: 'Ver a consulta' }).click();
  await expect(patient.page).toHaveURL(`/consultas/${id}`);
  await expect(patient.page.getByText('Recusada')).toBeVisible();
  await expect(patient.page.getByText('Este caso precisa de outra especialidade.').first()).toBeVisible();
  await expect(chip(page, slots[0] ?? ''), 'free again for others').toBeVisible();
});

test('a patient cancels with a reason; the doctor is told', async ({ patient, doctor }) => {
  const { id } = await confirmed(patient, doctor);
  await doctor.page.goto('/agenda');
  await isLive(doctor.page);
  const { page } = patient;
  await page.goto('/consultas');
  await page.getByRole('region', { name: 'Próxima' }).getByRole('button', { name: 'Cancelar…' }).click();
  await expect(page.getByRole('button', { name: 'Manter consulta' })).toBeFocused();
  await sheet(page).getByLabel('Já me sinto melhor').check();
  await sheet(page).getByRole('button', { name: 'Cancelar consulta' }).click();
  await expect(sheet(page)).toBeHidden();
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await expect(page.getByRole('region', { name: 'Próxima' })).toBeHidden();
  await page.getByText('Não aconteceram').click();
  await expect(page.getByRole('listitem').filter({ hasText: doctor.name })).toContainText('Você cancelou.');

  const notice = doctor.page.getByRole('region', { name: 'Avisos' });
  await expect(notice).toContainText(`${patient.name} cancelou:`);
  await notice.getByRole('link', { name: 'Ver a consulta' }).click();
  await expect(doctor.page).toHaveURL(`/agenda/pedidos/${id}`);
  await expect(doctor.page.getByText('Já me sinto melhor')).toBeVisible();
});

test('a doctor cancels in the week; the patient reads why where the visit was', async ({
  patient,
  doctor,
}) => {
  const { id } = await confirmed(patient, doctor);
  await patient.page.goto(`/consultas/${id}`);
  await expect(patient.page.getByText('Confirmada', { exact: true })).toBeVisible();
  await isLive(patient.page);
  const stayed = await mark(patient.page);
  await doctor.page.goto(`/agenda/pedidos/${id}`);
  await doctor.page.getByRole('button', { name: /^Cancelar…/ }).click();
  await sheet(doctor.page).getByLabel('Outro motivo').check();
  await sheet(doctor.page).getByLabel('Nas suas palavras').fill('Estou com febre; procure outro dia.');
  await sheet(doctor.page).getByRole('button', { name: 'Cancelar consulta' }).click();
  await expect(doctor.page.getByText('Você cancelou esta consulta.')).toBeVisible();

  await expect(patient.page.getByText('Cancelada', { exact: true })).toBeVisible();
  await expect(patient.page.getByText('Estou com febre; procure outro dia.').first()).toBeVisible();
  await stayed();
});

test('a patient moves to another time: the doctor answers again, the old time is free', async ({
  page,
  patient,
  doctor,
}) => {
  const { id, slots } = await confirmed(patient, doctor);
  const [old = '', , wished = ''] = slots;
  await doctor.page.goto('/agenda/pedidos');
  await isLive(doctor.page);
  await patient.page.goto(`/consultas/${id}`);
  await patient.page.getByRole('link', { name: 'Remarcar' }).click();
  await chip(patient.page, wished).click();
  await sheetSays(patient.page, 'Confira a mudança');
  await sheet(patient.page).getByRole('button', { name: 'Trocar o horário' }).click();
  await expect(patient.page).not.toHaveURL(new RegExp(id));
  await expect(patient.page).toHaveURL(/\/consultas\/[\w-]+$/);
  await expect(patient.page.getByText('Aguardando', { exact: true })).toBeVisible();

  await page.goto(`/medicos/${doctor.id}`);
  await expect(chip(page, old)).toBeVisible();
  await expect(chip(page, wished)).toBeHidden();
  const request = doctor.page.getByRole('article', { name: new RegExp(patient.name) });
  await expect(request).toContainText('No lugar de');
  await request.getByRole('button', { name: /^Aceitar/ }).click();
  await expect(patient.page.getByText('Confirmada', { exact: true })).toBeVisible();
});

test('the time one moves to was taken: another is offered, and the old one kept', async ({
  patient,
  newPatient,
  doctor,
}) => {
  const { id, slots } = await confirmed(patient, doctor);
  const [, wished = '', next = ''] = slots;
  const { page } = patient;
  await page.goto(`/consultas/${id}?remarcar=1`);
  await chip(page, wished).click();
  await sheetSays(page, 'Confira a mudança');
  await (await newPatient()).api.book(wished);
  await sheet(page).getByRole('button', { name: 'Trocar o horário' }).click();
  await expect(sheet(page).getByText(/O seu continua guardado/)).toBeVisible();
  await sheet(page).locator('.alternatives').getByRole('button').first().click();
  await sheet(page).getByRole('button', { name: 'Trocar o horário' }).click();
  await expect(page).not.toHaveURL(new RegExp(id));
  await expect(page.getByText('Aguardando', { exact: true })).toBeVisible();
  await page.goto(`/medicos/${doctor.id}`);
  await expect(page.getByRole('heading', { name: doctor.name })).toBeVisible();
  await expect(chip(page, next)).toBeHidden();
});

test.describe('once a visit has begun', () => {
  test('the doctor notes from today that it took place, and the patient sees it', async ({
    patient,
    doctor,
  }) => {
    const id = await visitThatBegan(10, doctor.id, patient.id);
    await patient.page.goto(`/consultas/${id}`);
    await isLive(patient.page);
    await expect(patient.page.getByText(/Está na hora/)).toBeVisible();
    await doctor.page.goto('/agenda');
    const now = doctor.page.getByRole('region', { name: new RegExp(patient.name) });
    await expect(now.getByText('Agora')).toBeVisible();
    await now.getByRole('button', { name: /^Aconteceu/ }).click();
    await expect(doctor.page.getByText('Realizada')).toBeVisible();
    await expect(patient.page.getByText('Realizada', { exact: true })).toBeVisible();
    await expect(patient.page.getByRole('link', { name: 'Marcar outra vez' })).toBeVisible();
  });

  test('the doctor notes that nobody came, once asked whether it is so', async ({ patient, doctor }) => {
    const id = await visitThatBegan(90, doctor.id, patient.id);
    await doctor.page.goto(`/agenda/pedidos/${id}`);
    await doctor.page.getByRole('button', { name: /^Não veio…/ }).click();
    await sheetSays(doctor.page, 'Anotar a falta?');
    await sheet(doctor.page).getByRole('button', { name: 'Anotar falta' }).click();
    await expect(doctor.page.getByText('Anotado:')).toBeVisible();
    await patient.page.goto('/consultas');
    await patient.page.getByText('Passadas').click();
    await expect(patient.page.getByText(`${doctor.name} registrou que você não compareceu.`)).toBeVisible();
  });

  test('a visit of a day before asks to be noted', async ({ patient, doctor }) => {
    await visitThatBegan(26 * 60, doctor.id, patient.id);
    await doctor.page.goto('/agenda');
    await expect(doctor.page.getByText('Estas consultas aconteceram?')).toBeVisible();
    await doctor.page.getByRole('button', { name: `Aconteceu ${patient.name}` }).click();
    await expect(doctor.page.getByText('Anotado: a consulta aconteceu.')).toBeVisible();
  });
});

test('a patient cannot change a visit that is less than two hours away, and reads until when it was', async ({
  patient,
  doctor,
}) => {
  const [soon = ''] = await doctor.api.publish(timesAhead(1, 1));
  const id = await patient.api.book(soon);
  await patient.page.goto(`/consultas/${id}`);
  await expect(patient.page.getByText(/O prazo para remarcar ou cancelar terminou/)).toBeVisible();
  await expect(patient.page.getByRole('button', { name: 'Cancelar…' })).toBeHidden();
});
