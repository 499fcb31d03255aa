/** Signing in, and a session that ends by itself: everybody is back where they were, with what they typed. */
import { expect, test } from './fixtures';
import { chip, isLive, sheet, sheetSays, signIn } from './journey';
import { someCpf, timesAhead } from './people';

test.use({ forgiven: [/WebSocket|Failed to load resource/] });

test('an ended session leads to signing in again, and back to the same place', async ({
  patient,
  doctor,
}) => {
  const [slot = ''] = await doctor.api.publish(timesAhead(1));
  const id = await patient.api.book(slot);
  const { page } = patient;
  await page.goto(`/consultas/${id}`);
  await isLive(page);
  await patient.api.signOut();
  await expect(page).toHaveURL(`/entrar?de=%2Fconsultas%2F${id}`);
  await expect(page.getByText(/Sua sessão terminou/)).toBeVisible();
  await signIn(page.getByRole('main'), patient);
  await expect(page).toHaveURL(`/consultas/${id}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Consulta com ${doctor.name}`);
});

test('a session that ends while one chooses is begun anew in the sheet, with what was written', async ({
  patient,
  doctor,
}) => {
  const [slot = ''] = await doctor.api.publish(timesAhead(1));
  const { page } = patient;
  await page.goto(`/medicos/${doctor.id}`);
  await isLive(page);
  await chip(page, slot).click();
  await expect(sheet(page).getByRole('timer')).toBeVisible();
  await sheet(page).getByText('Quer contar o motivo?').click();
  await sheet(page).getByLabel('Motivo da consulta').fill('Formigamento nas mãos');
  await patient.api.signOut();
  await expect(sheet(page).getByText(/sua escolha e o que você escreveu continuam aqui/)).toBeVisible();
  await signIn(sheet(page), patient);
  await expect(sheet(page).getByLabel('Motivo da consulta')).toHaveValue('Formigamento nas mãos');
  await sheet(page).getByRole('button', { name: 'Marcar consulta' }).click();
  await sheetSays(page, 'Pedido enviado');
});

test('a private address leads to signing in, and from there to what it names', async ({
  page,
  newPatient,
  doctor,
}) => {
  const patient = await newPatient();
  const [slot = ''] = await doctor.api.publish(timesAhead(1));
  const id = await patient.api.book(slot);
  await page.goto(`/consultas/${id}?remarcar=1`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Entrar');
  await signIn(page.getByRole('main'), { ...patient, password: 'not-the-password' });
  await expect(page.getByText('A identificação ou a senha não confere.')).toBeVisible();
  await expect(page.getByLabel('Senha', { exact: true })).toBeFocused();
  await signIn(page.getByRole('main'), patient);
  await expect(page).toHaveURL(`/consultas/${id}?remarcar=1`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Remarcar a consulta');
});

test('who signs out sees nothing of before, and the next one only what is his', async ({
  patient,
  newPatient,
  doctor,
}) => {
  const [slot = ''] = await doctor.api.publish(timesAhead(1));
  await patient.api.book(slot);
  const { page } = patient;
  await page.goto('/consultas');
  await expect(page.getByText(doctor.name)).toBeVisible();
  await page.getByRole('button', { name: 'Sair' }).click();
  await expect(page.getByRole('link', { name: 'Entrar' })).toBeVisible();
  await page.getByRole('link', { name: 'Entrar' }).click();
  await expect(page.getByText(doctor.name), 'the search may show any doctor, this page none').toBeHidden();
  await signIn(page.getByRole('main'), await newPatient());
  await expect(page.getByText('Sua primeira consulta começa por aqui')).toBeVisible();
});

test('a doctor registers, and is found once the CRM is checked', async ({ page }) => {
  const crm = String(Date.now()).slice(-8);
  await page.goto('/cadastro/medico');
  await page.getByLabel('Nome completo').fill('Irene Falcão');
  await page.getByLabel('CPF', { exact: true }).pressSequentially('52998224726');
  await expect(page.getByLabel('CPF', { exact: true })).toHaveValue('529.982.247-26');
  await expect(page.getByText('Confira os números: este CPF não existe.')).toBeVisible();
  await page.getByLabel('CPF', { exact: true }).fill(someCpf());
  await page.getByLabel('Número do CRM').fill(crm);
  await page.getByLabel('Estado do CRM').selectOption('BA');
  await page.getByLabel('Dermatologia').check();
  await page.getByLabel('Preço da consulta').fill('180,50');
  await page.getByLabel('Cidade').fill('Salvador');
  await page.getByLabel('Estado', { exact: true }).selectOption('BA');
  await page.getByLabel('E-mail').fill(`irene.${crm}@example.com`);
  await page.getByLabel('Senha', { exact: true }).fill('correct-horse-battery');
  await page.getByRole('button', { name: 'Criar conta de médico' }).click();
  await expect(
    page.getByLabel('Li e aceito os termos de uso'),
    'what is missing has the focus',
  ).toBeFocused();
  await page.getByLabel('Li e aceito os termos de uso').check();
  await page.getByRole('button', { name: 'Criar conta de médico' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Cadastro feito');
  await expect(page.getByText(/Seu CRM já está conferido/)).toBeVisible();
  await page.goto(`/?q=${crm}`);
  await expect(page.getByRole('article', { name: 'Irene Falcão' })).toContainText('R$ 180,50');
});

test('each role is told whose page it is on', async ({ patient, doctor }) => {
  await doctor.page.goto('/consultas');
  await expect(doctor.page.getByRole('heading', { level: 1 })).toHaveText('Esta página é de pacientes');
  await patient.page.goto('/agenda');
  await expect(patient.page.getByRole('heading', { level: 1 })).toHaveText('Esta página é de médicos');
});
