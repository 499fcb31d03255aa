/** What went wrong is said where it helps, with what finds it in our logs. */
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { mustBeAccessible } from './judge';
import { timesAhead } from './people';

const REQUEST_ID = '0190a0b1c2d3';

/** The API breaks at an operation, as it answers then. */
async function breaksAt(page: Page, operation: string): Promise<void> {
  const error = { message: 'Internal error', extensions: { code: 'INTERNAL', requestId: REQUEST_ID } };
  await page.route('**/graphql', (route) =>
    route.request().postData()?.includes(`${operation}(`) ||
    route.request().postData()?.includes(`query ${operation}`)
      ? route.fulfill({ json: { data: null, errors: [error] } })
      : route.fallback(),
  );
}

test('what breaks on our side names the request, and can be tried again', async ({ patient, doctor }) => {
  const [slot = ''] = await doctor.api.publish(timesAhead(1));
  await patient.api.book(slot);
  const { page } = patient;
  await breaksAt(page, 'AppointmentsPage');
  await page.goto('/consultas');
  await expect(page.getByText(/Algo quebrou do nosso lado/)).toContainText(REQUEST_ID);
  await mustBeAccessible(page);
  await page.unrouteAll();
  await page.getByRole('button', { name: 'Tentar de novo' }).click();
  await expect(page.getByText(doctor.name)).toBeVisible();
});

test.describe('a page whose code does not arrive', () => {
  test.use({
    forgiven: [/Failed to (load resource|fetch)|dynamically imported|Unable to preload|ERR_FAILED/],
  });

  test('says that we broke, leaves the rest standing, and is there after a reload', async ({ patient }) => {
    const { page } = patient;
    await page.goto('/');
    await page.route('**/assets/AppointmentsPage*', (route) => route.abort());
    await page.getByRole('link', { name: 'Minhas consultas' }).click();
    await expect(page.getByRole('alert')).toContainText('Algo quebrou do nosso lado');
    await expect(page.getByRole('navigation', { name: 'Principal' })).toBeVisible();
    await mustBeAccessible(page);
    await page.unrouteAll();
    await page.getByRole('button', { name: 'Recarregar' }).click();
    await expect(page.getByText('Sua primeira consulta começa por aqui')).toBeVisible();
  });
});

test('an appointment that is not there, or is not yours, is said in place', async ({
  patient,
  newPatient,
  doctor,
}) => {
  const [slot = ''] = await doctor.api.publish(timesAhead(1));
  const id = await (await newPatient()).api.book(slot);
  const { page } = patient;
  for (const address of [`/consultas/${id}`, '/consultas/nobody']) {
    await page.goto(address);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Não encontramos esta página');
    await expect(page.getByText('Esta consulta não existe, ou não está na sua conta.')).toBeVisible();
  }
  await doctor.page.goto('/agenda/pedidos/nobody');
  await expect(doctor.page.getByText('Esta consulta não está na sua agenda')).toBeVisible();
});
