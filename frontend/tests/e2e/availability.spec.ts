/** A doctor's times: the weekly template, absences, extra times; and what patients see of them. */
import type { Locator } from '@playwright/test';
import { expect, test } from './fixtures';
import { chip, isLive, sheet, sheetSays } from './journey';
import { timesAhead } from './people';

/** A weekday's row in the template. */
function row(list: Locator, weekday: string): Locator {
  return list.getByRole('listitem').filter({ has: list.page().getByRole('heading', { name: weekday }) });
}

test('a template is begun, mended by hour and weekday, seen before it is saved, and in force at once', async ({
  page,
  doctor,
}) => {
  const own = doctor.page;
  await page.goto(`/medicos/${doctor.id}`);
  await isLive(page);
  await own.goto('/agenda/horarios');
  await own.getByRole('button', { name: 'Segunda a sexta, 8 às 12 e 14 às 18' }).click();
  const save = own.getByRole('button', { name: 'Salvar horários' });
  await own.getByLabel('Consulta (min)').first().fill('60');
  await own.getByLabel('Intervalo (min)').first().fill('0');
  await expect(own.getByText('40 horários por semana')).toBeVisible();

  const days = own.getByRole('form').or(own.locator('.template')).first();
  const monday = row(days, 'segunda-feira');
  await monday.getByRole('button', { name: 'Retirar segunda-feira, período 2' }).click();
  await monday.getByLabel('até').fill('07:00');
  await expect(monday.getByText('O fim vem antes do início.')).toBeVisible();
  await save.click();
  await expect(monday.getByLabel('até'), 'nothing wrong is sent').toBeFocused();
  await monday.getByLabel('até').fill('10:00');
  await expect(monday.getByText('2 horários: 08:00, 09:00')).toBeVisible();
  await row(days, 'sexta-feira').getByRole('switch').click();
  await monday.getByRole('button', { name: 'Copiar segunda-feira para outros dias' }).click();
  await sheet(own).getByLabel('sábado').check();
  await sheet(own).getByRole('button', { name: 'Copiar' }).click();
  await expect(own.getByText('28 horários por semana')).toBeVisible();
  await expect(own.getByText('Mudanças não salvas')).toBeVisible();

  await save.click();
  await expect(own.getByText('Salvo. Pacientes já veem estes horários.')).toBeVisible();
  await expect(page.locator('[data-slot]').first(), 'free times arrive by themselves').toBeVisible();
  await own.reload();
  await expect(own.getByText('28 horários por semana')).toBeVisible();
  await expect(row(days, 'sábado').getByText('2 horários: 08:00, 09:00')).toBeVisible();
});

test('what is booked outside a new template stays, and is shown to decide on', async ({
  patient,
  doctor,
}) => {
  const [slot = ''] = await doctor.api.publish(timesAhead(1, 48));
  await doctor.api.confirm(await patient.api.book(slot));
  const own = doctor.page;
  await own.goto('/agenda/horarios');
  await own.getByRole('switch', { name: /^Atendo domingo/ }).click();
  const sunday = row(own.locator('.template'), 'domingo');
  await sunday.getByLabel('De', { exact: true }).fill('03:00');
  await sunday.getByLabel('até').fill('04:00');
  await expect(own.getByText('1 consulta já marcada fica fora destes horários.')).toBeVisible();
  await expect(own.locator('.outside')).toContainText(patient.name);
  await own.getByRole('button', { name: 'Salvar horários' }).click();
  await expect(own.getByText('Salvo. Pacientes já veem estes horários.')).toBeVisible();
  await patient.page.goto('/consultas');
  await expect(patient.page.getByRole('region', { name: 'Próxima' })).toContainText(doctor.name);
});

test('what is not saved survives a look at another page, and is asked about before the tab closes', async ({
  doctor,
}) => {
  const { page } = doctor;
  await page.goto('/agenda/horarios');
  await page.getByRole('switch', { name: /^Atendo terça-feira/ }).click();
  await expect(page.getByText('Mudanças não salvas')).toBeVisible();
  await page.getByRole('link', { name: 'Hoje' }).click();
  const notice = page.getByRole('region', { name: 'Avisos' });
  await expect(notice).toContainText('ainda não foram salvas');
  await notice.getByRole('link', { name: 'Voltar a elas' }).click();
  await expect(page.getByRole('switch', { name: /^Atendo terça-feira/ })).toHaveAttribute(
    'aria-checked',
    'true',
  );
  const asked = page.waitForEvent('dialog');
  void page.close({ runBeforeUnload: true });
  await (await asked).accept();
});

test('an absence takes the free times away, leaves the booked ones to decide on, and can be taken back', async ({
  page,
  patient,
  doctor,
}) => {
  const [booked = '', free = ''] = await doctor.api.publish(timesAhead(2, 20));
  await doctor.api.confirm(await patient.api.book(booked));
  await page.goto(`/medicos/${doctor.id}`);
  await isLive(page);
  await expect(chip(page, free)).toBeVisible();

  const own = doctor.page;
  await own.goto('/agenda/horarios');
  await own.getByRole('button', { name: 'Nova ausência' }).click();
  const days = await sheet(own).getByLabel('Primeiro dia').inputValue();
  await sheet(own).getByLabel('Último dia').fill(addDays(days, 3));
  await sheet(own).getByLabel('Nota').fill('Congresso');
  await sheet(own).getByRole('button', { name: 'Marcar ausência' }).click();
  await expect(sheet(own)).toBeHidden();
  const absence = own.locator('.absence');
  await expect(absence).toContainText('Congresso');
  await expect(absence).toContainText('1 consulta continua marcada dentro desta ausência.');
  await expect(absence).toContainText(patient.name);
  await expect(chip(page, free)).toContainText('(ocupado)');

  await absence.getByRole('button', { name: /^Retirar ausência/ }).click();
  await sheet(own).getByRole('button', { name: 'Retirar ausência' }).click();
  await expect(own.getByText(/Nenhuma ausência à frente/)).toBeVisible();
});

test('extra times are seen before they are published; those that clash are named', async ({
  page,
  doctor,
}) => {
  const own = doctor.page;
  await own.goto('/agenda/horarios');
  await own.getByLabel('Primeiro às').fill('23:00');
  await own.getByLabel('Quantos').fill('2');
  const form = own.getByRole('region', { name: 'Horários extras' });
  await form.getByLabel('Consulta (min)').fill('45');
  await form.getByLabel('Intervalo (min)').fill('15');
  await expect(form.getByText('23:00–23:45, 00:00–00:45 (passa da meia-noite)')).toBeVisible();
  await form.getByRole('button', { name: 'Publicar horários' }).click();
  await expect(form.getByText('2 horários publicados. Pacientes já podem marcá-los.')).toBeVisible();
  await page.goto(`/medicos/${doctor.id}`);
  await expect(page.locator('[data-slot]')).toHaveCount(2);

  await form.getByRole('button', { name: 'Publicar horários' }).click();
  await expect(form.getByText(/Nada foi publicado/)).toBeVisible();
  await expect(form.locator('.conflicts').getByRole('listitem')).toHaveCount(2);
});

test('a free time is taken back from the week; who looks at it sees it go', async ({ page, doctor }) => {
  const [slot = '', other = ''] = await doctor.api.publish(timesAhead(2, 1));
  await page.goto(`/medicos/${doctor.id}`);
  await isLive(page);
  await doctor.page.goto('/agenda/semana');
  await doctor.page
    .getByRole('button', { name: /livre$/ })
    .first()
    .click();
  await sheetSays(doctor.page, 'Horário livre');
  await sheet(doctor.page).getByRole('button', { name: 'Retirar este horário' }).click();
  await expect(doctor.page.getByText(/^Horário retirado/)).toBeVisible();
  await expect(chip(page, slot)).toContainText('(ocupado)');
  await expect(chip(page, other)).not.toContainText('(ocupado)');
});

function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
