/** The whole way with a real Keycloak: in on its page, out of both, and a program's token. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type APIRequestContext, expect, type Page } from '@playwright/test';
import { test } from '../e2e/fixtures';
import { mustBeAccessible } from '../e2e/judge';
import { someCpf, timesAhead } from '../e2e/people';
import { PYTHON, ROOT } from '../e2e/stack';

const PARTNER = { id: 'partner-demo', secret: 'demo-secret-of-the-partner' };
/** Pictures for whoever wants to see the run. */
const looked = (name: string) => `node_modules/.e2e/keycloak-${name}.png`;

/** On Keycloak's own page. */
async function signIn(page: Page, name: string): Promise<void> {
  await page.goto('/entrar');
  await page.getByRole('link', { name: 'Entrar com Keycloak' }).click();
  await expect(page).toHaveURL(/realms\/healthmed/);
  await page.locator('#username').fill(name);
  await page.locator('#password').fill(`demo-${name}`);
  await page.screenshot({ path: looked(`there-${name}`) });
  await page.locator('#kc-login').click();
}

/** Where the provider is, as the clinic sends browsers there. */
async function issuerOf(request: APIRequestContext): Promise<string> {
  const response = await request.get('/oidc/start', { maxRedirects: 0 });
  return (response.headers().location ?? '').split('/protocol/')[0] ?? '';
}

test('a doctor and a patient come in through Keycloak, book, and go out of both', async ({ newVisitor }) => {
  const doctor = await newVisitor();
  await doctor.page.goto('/entrar');
  await expect(doctor.page.getByRole('link', { name: 'Entrar com Keycloak' })).toBeVisible();
  await mustBeAccessible(doctor.page);
  await doctor.page.screenshot({ path: looked('sign-in') });
  await signIn(doctor.page, 'rita');
  await expect(doctor.page.getByRole('heading', { name: 'Falta pouco' })).toBeVisible();
  await expect(doctor.page.getByText('SP-204060')).toBeVisible();
  await mustBeAccessible(doctor.page);
  await doctor.page.getByLabel('CPF').fill(someCpf());
  await doctor.page.getByLabel('Cardiologia').check();
  await doctor.page.getByLabel('Preço da consulta, em reais').fill('180');
  await doctor.page.getByLabel('Cidade').fill('São Paulo');
  await doctor.page.getByLabel('Estado', { exact: true }).selectOption('SP');
  await doctor.page.getByLabel('Li e aceito os termos de uso').check();
  await doctor.page.screenshot({ path: looked('doctor-form'), fullPage: true });
  await doctor.page.getByRole('button', { name: 'Concluir o cadastro' }).click();
  await expect(doctor.page).toHaveURL(/\/agenda$/);
  const [slot = ''] = await doctor.api.publish(timesAhead(3));

  const { page, context } = await newVisitor();
  await signIn(page, 'paula');
  await expect(page.getByText('Paula Ribeiro')).toBeVisible();
  await expect(page.getByRole('textbox'), 'only consent is asked').toHaveCount(0);
  await mustBeAccessible(page);
  await page.screenshot({ path: looked('consent'), fullPage: true });
  await page.getByRole('button', { name: 'Concluir o cadastro' }).click();
  await expect(page.getByText('É preciso aceitar os termos de uso.')).toBeVisible();
  await page.getByLabel('Li e aceito os termos de uso').check();
  await page.getByRole('button', { name: 'Concluir o cadastro' }).click();
  await expect(page).toHaveURL(/\/consultas$/);
  await page.screenshot({ path: looked('patient-in') });
  await page.goto('/?q=Rita%20Moura');
  await page.locator(`[data-slot="${slot}"]`).click();
  await page.getByRole('button', { name: 'Marcar consulta' }).click();
  await expect(page.getByText('Pedido enviado').first()).toBeVisible();
  await page.screenshot({ path: looked('booked') });

  const kept = await context.cookies();
  const ours = kept.filter(({ name }) => name.startsWith('healthmed'));
  expect(ours.map(({ name, httpOnly }) => [name, httpOnly])).toEqual([['healthmed', true]]);
  const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
  expect(stored).not.toContain('eyJ');

  await page.goto('/consultas');
  await page.getByRole('button', { name: 'Sair' }).click();
  await expect(page.getByRole('link', { name: 'Entrar' })).toBeVisible();
  await page.goto('/entrar');
  await page.getByRole('link', { name: 'Entrar com Keycloak' }).click();
  await expect(page.locator('#password'), 'Keycloak asks again').toBeVisible();
});

test('what is missing is asked in a form', async ({ page }) => {
  await signIn(page, 'bento');
  await expect(page.getByRole('heading', { name: 'Falta pouco' })).toBeVisible();
  await expect(page.getByText('bento@example.com')).toBeVisible();
  await page.screenshot({ path: looked('patient-form'), fullPage: true });
  await page.getByRole('button', { name: 'Concluir o cadastro' }).click();
  await expect(page.getByText('É preciso aceitar os termos de uso.')).toBeVisible();
  await page.getByLabel('CPF').fill(someCpf());
  await page.getByLabel('Li e aceito os termos de uso').check();
  await page.getByRole('button', { name: 'Concluir o cadastro' }).click();
  await expect(page).toHaveURL(/\/consultas$/);
});

test('somebody without a role is told whom to ask, and may leave', async ({ page }) => {
  await signIn(page, 'zeca');
  await expect(page.getByRole('heading', { name: 'Você ainda não tem acesso' })).toBeVisible();
  await mustBeAccessible(page);
  await page.screenshot({ path: looked('no-role') });
  await page.getByRole('button', { name: 'Sair e entrar com outra conta' }).click();
  await expect(page.getByRole('link', { name: 'Entrar' })).toBeVisible();
});

/** As the operator does, at the console: the program of this client there may read the directory. */
async function letIn(issuer: string, client: string): Promise<void> {
  const account = ['--issuer', issuer, '--client', client];
  const command = ['-m', 'cli', 'integrator', 'add', 'Parceira', '--scope', 'directory:read', ...account];
  const env = { ...process.env, HEALTHMED_DATA: process.env.HEALTHMED_E2E_DATA };
  await promisify(execFile)(PYTHON, command, { cwd: ROOT, env });
}

test('a program reads with a token of its service account, once it is let in', async ({ request }) => {
  const issuer = await issuerOf(request);
  const answer = await request.post(`${issuer}/protocol/openid-connect/token`, {
    form: { grant_type: 'client_credentials', scope: 'directory:read' },
    headers: { authorization: `Basic ${btoa(`${PARTNER.id}:${PARTNER.secret}`)}` },
  });
  const { access_token: token } = await answer.json();
  const ask = (sent: string) =>
    request.post('/graphql', {
      data: { query: '{ specialties { code } }' },
      headers: { authorization: `Bearer ${sent}` },
    });
  const unknown = await ask(token);
  expect(unknown.status()).toBe(401);
  expect(await unknown.text(), 'proved, though nobody here knows it').toContain('genuine');
  await letIn(issuer, PARTNER.id);
  const read = await (await ask(token)).json();
  expect(read.data.specialties.length).toBeGreaterThan(0);
  expect(await (await ask(`${token.slice(0, -4)}AAAA`)).text(), 'a forgery').toContain('not accepted');
});
