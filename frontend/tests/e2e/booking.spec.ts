/** From a search to a visit: whoever one is, whatever others do meanwhile. */
import { readFile } from 'node:fs/promises';
import { holdLapsed } from './earlier';
import { expect, test } from './fixtures';
import { chip, isLive, mark, seek, sheet, sheetSays, signIn } from './journey';
import { countedClicks } from './judge';
import { someCpf, timesAhead } from './people';

test('a visitor registers in the flow and books with four clicks; the answer comes without a reload', async ({
  page,
  doctor,
}) => {
  const [slot = ''] = await doctor.api.publish(timesAhead(3));
  await doctor.page.goto('/agenda/pedidos');
  await isLive(doctor.page);
  await expect(doctor.page).toHaveTitle('Pedidos · Health&Med');

  await page.goto('/');
  const stayed = await mark(page);
  const clicks = await countedClicks(page);
  await seek(page, doctor.name);
  await chip(page, slot).click();
  const box = sheet(page);
  await box.getByRole('button', { name: 'Criar conta' }).click();
  await box.getByLabel('Nome completo').fill('Clara Nunes');
  await box.getByLabel('CPF').fill(someCpf());
  await box.getByLabel('E-mail').fill(`clara.${slot}@example.com`);
  await box.getByLabel('Senha', { exact: true }).fill('correct-horse-battery');
  await box.getByLabel('Li e aceito os termos de uso').check();
  await page.keyboard.press('Enter');
  await expect(box.getByRole('timer')).toHaveText(/^(5:00|4:\d\d)$/);
  await box.getByRole('button', { name: 'Marcar consulta' }).click();
  await sheetSays(page, 'Pedido enviado');
  expect(clicks()).toBe(4);
  await expect(box.getByText(`Falta a resposta de ${doctor.name}`)).toBeVisible();

  await expect(doctor.page).toHaveTitle('(1) Pedidos · Health&Med');
  const request = doctor.page.getByRole('article', { name: /Clara Nunes/ });
  await request.getByRole('button', { name: 'Aceitar Clara Nunes' }).click();
  await expect(request.getByText('Consulta confirmada. Clara Nunes já pode ver.')).toBeVisible();
  await expect(doctor.page).toHaveTitle('Pedidos · Health&Med');

  await sheetSays(page, 'Consulta confirmada');
  await stayed();
  const coming = page.waitForEvent('download');
  await box.getByRole('button', { name: 'Pôr no calendário' }).click();
  const file = await coming;
  expect(file.suggestedFilename()).toMatch(/^consulta-\d{4}-\d{2}-\d{2}\.ics$/);
  expect(await readFile(await file.path(), 'utf8')).toContain(`Consulta com Dr(a). ${doctor.name}`);
});

test('a patient who is signed in books with two clicks', async ({ patient, doctor }) => {
  const [slot = ''] = await doctor.api.publish(timesAhead(1));
  const { page } = patient;
  await page.goto('/');
  const clicks = await countedClicks(page);
  await seek(page, doctor.name);
  await chip(page, slot).click();
  await sheet(page).getByRole('button', { name: 'Marcar consulta' }).click();
  await sheetSays(page, 'Pedido enviado');
  expect(clicks()).toBe(2);
});

test('who has an account signs in within the choice, and the time is kept from then on', async ({
  page,
  newPatient,
  newVisitor,
  doctor,
}) => {
  const [slot = ''] = await doctor.api.publish(timesAhead(2));
  const [known, other] = [await newPatient(), await newVisitor()];
  await other.page.goto(`/medicos/${doctor.id}`);
  await isLive(other.page);
  await page.goto(`/medicos/${doctor.id}`);
  await chip(page, slot).click();
  await signIn(sheet(page), known);
  await expect(sheet(page).getByRole('timer')).toBeVisible();
  await expect(chip(other.page, slot)).toContainText('(ocupado)');

  await sheet(page).getByRole('button', { name: 'Voltar' }).click();
  await expect(sheet(page)).toBeHidden();
  await expect(chip(other.page, slot)).not.toContainText('(ocupado)');
});

test('a time that somebody else takes fades at once, and cannot be chosen', async ({
  page,
  patient,
  doctor,
}) => {
  const [taken = '', free = ''] = await doctor.api.publish(timesAhead(2));
  await page.goto(`/medicos/${doctor.id}`);
  await isLive(page);
  const stayed = await mark(page);
  await patient.api.book(taken);
  await expect(chip(page, taken)).toContainText('(ocupado)');
  await expect(chip(page, taken)).toHaveAttribute('aria-disabled', 'true');
  await expect(page.getByRole('status').filter({ hasText: 'não está mais livre' })).toBeAttached();
  await chip(page, taken).click({ force: true });
  await expect(sheet(page)).toBeHidden();
  await chip(page, free).click();
  await sheetSays(page, 'Confira e confirme');
  await stayed();
});

test('somebody was faster: the next times are offered in the same place', async ({
  page,
  patient,
  newPatient,
  doctor,
}) => {
  const [wished = '', next = ''] = await doctor.api.publish(timesAhead(2));
  const late = await newPatient();
  await page.goto(`/medicos/${doctor.id}`);
  await chip(page, wished).click();
  await sheetSays(page, 'Confira e confirme');
  await patient.api.book(wished);
  await signIn(sheet(page), late);
  await sheetSays(page, 'Acabou de ser ocupado');

  await sheet(page).getByRole('listitem').getByRole('button').first().click();
  await expect(page).toHaveURL(new RegExp(`horario=${next}`));
  await expect(sheet(page).getByRole('timer')).toBeVisible();
  await sheet(page).getByRole('button', { name: 'Marcar consulta' }).click();
  await sheetSays(page, 'Pedido enviado');
});

test('who has a visit at that time already is shown it', async ({ patient, doctor, newDoctor }) => {
  const [first] = timesAhead(1);
  const colleague = await newDoctor();
  const [mine = ''] = await colleague.api.publish(first ? [first] : []);
  const [slot = ''] = await doctor.api.publish(first ? [first] : []);
  const booked = await patient.api.book(mine);
  const { page } = patient;
  await page.goto(`/medicos/${doctor.id}`);
  await chip(page, slot).click();
  await sheet(page).getByRole('button', { name: 'Marcar consulta' }).click();
  await sheetSays(page, 'Você já tem consulta');
  await expect(sheet(page).getByText(`uma consulta com ${colleague.name}`)).toBeVisible();
  await sheet(page).getByRole('link', { name: 'Ver essa consulta' }).click();
  await expect(page).toHaveURL(`/consultas/${booked}`);
});

test.describe('when the five minutes run out', () => {
  test('it is said, a minute before too; what was written stays, and the time can be kept again', async ({
    patient,
    doctor,
  }) => {
    const [slot = ''] = await doctor.api.publish(timesAhead(1));
    const { page } = patient;
    await page.clock.install();
    await page.goto(`/medicos/${doctor.id}`);
    await chip(page, slot).click();
    const box = sheet(page);
    await expect(box.getByRole('timer')).toBeVisible();
    await box.getByText('Quer contar o motivo?').click();
    await box.getByLabel('Motivo da consulta').fill('Dor no joelho há uma semana');

    await page.clock.fastForward('04:05');
    await expect(box.getByRole('timer')).toHaveText(/^0:\d\d$/);
    await expect(box.getByRole('status')).toHaveText(/Falta um minuto/);
    await page.clock.fastForward('01:00');
    await expect(box.getByText(/Os seus cinco minutos acabaram/)).toBeVisible();
    await expect(box.getByLabel('Motivo da consulta')).toHaveValue('Dor no joelho há uma semana');

    await box.getByRole('button', { name: 'Guardar de novo' }).click();
    await expect(box.getByRole('timer')).toHaveText(/^(5:00|4:\d\d)$/);
    await box.getByRole('button', { name: 'Marcar consulta' }).click();
    await sheetSays(page, 'Pedido enviado');
  });

  test('and somebody else has it by then, the next times are offered', async ({
    patient,
    newPatient,
    doctor,
  }) => {
    const [slot = '', next = ''] = await doctor.api.publish(timesAhead(2));
    const { page } = patient;
    await page.clock.install();
    await page.goto(`/medicos/${doctor.id}`);
    await chip(page, slot).click();
    await expect(sheet(page).getByRole('timer')).toBeVisible();
    await page.clock.fastForward('05:01');
    await holdLapsed(slot, patient.id);
    await (await newPatient()).api.book(slot);

    await sheet(page).getByRole('button', { name: 'Guardar de novo' }).click();
    await sheetSays(page, 'Acabou de ser ocupado');
    await sheet(page).getByRole('listitem').getByRole('button').first().click();
    await expect(page).toHaveURL(new RegExp(`horario=${next}`));
    await expect(sheet(page).getByRole('timer')).toBeVisible();
  });
});

test('a refresh keeps the choice, and the way back leads out of it', async ({ patient, doctor }) => {
  const [slot = ''] = await doctor.api.publish(timesAhead(1));
  const { page } = patient;
  await page.goto(`/medicos/${doctor.id}`);
  await chip(page, slot).click();
  await expect(sheet(page).getByRole('timer')).toBeVisible();
  await page.reload();
  await expect(sheet(page).getByRole('timer')).toBeVisible();
  await expect(sheet(page).getByText(doctor.name)).toBeVisible();
  await page.goBack();
  await expect(sheet(page)).toBeHidden();
  await expect(page).toHaveURL(`/medicos/${doctor.id}`);
});

test('after a booked visit a refresh shows it, not the choice', async ({ patient, doctor }) => {
  const [slot = ''] = await doctor.api.publish(timesAhead(1));
  const { page } = patient;
  await page.goto(`/medicos/${doctor.id}`);
  await chip(page, slot).click();
  await sheet(page).getByRole('button', { name: 'Marcar consulta' }).click();
  await sheetSays(page, 'Pedido enviado');
  await page.reload();
  await sheetSays(page, 'Pedido enviado');
});

test.describe('in English', () => {
  test.use({ locale: 'en-US' });

  test('a patient books and reads the answer', async ({ patient, doctor }) => {
    const [slot = ''] = await doctor.api.publish(timesAhead(1));
    const { page } = patient;
    await page.goto('/');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Who would you like to see?');
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await seek(page, doctor.name);
    await chip(page, slot).click();
    await sheet(page).getByText('Would you like to say why?').click();
    await sheet(page).getByLabel('Reason for the appointment').fill('ok');
    await sheet(page).getByRole('button', { name: 'Book appointment' }).click();
    await expect(sheet(page).getByText('Write at least 3 characters, or leave it empty.')).toBeVisible();
    await sheet(page).getByLabel('Reason for the appointment').fill('My knee hurts');
    await sheet(page).getByRole('button', { name: 'Book appointment' }).click();
    await sheetSays(page, 'Request sent');
    const [request] = await doctor.api.requests();
    await doctor.api.confirm(request?.id ?? '');
    await sheetSays(page, 'Appointment confirmed');
  });
});
