/** Each reads in their own language, theme and time zone, and is where they were after a refresh. */
import { expect, test } from './fixtures';
import { chip, seek, sheet } from './journey';
import { timesAhead } from './people';

test('what one searches for stands in the address: a refresh and the way back keep it', async ({
  page,
  doctor,
}) => {
  await doctor.api.publish(timesAhead(1));
  await page.goto('/');
  await seek(page, doctor.name);
  await page.getByLabel('Ordem').selectOption('preco');
  await expect(page).toHaveURL(/ordem=preco/);
  await page.reload();
  await expect(page.getByRole('searchbox')).toHaveValue(doctor.name);
  await expect(page.getByLabel('Ordem')).toHaveValue('preco');
  await page.getByRole('link', { name: doctor.name, exact: true }).click();
  await page.getByRole('button', { name: 'Próxima semana' }).click();
  await expect(page).toHaveURL(/semana=/);
  const shown = page.locator('.agenda-title [role=status]');
  await expect(shown).toContainText('nenhum horário livre'); // the only one is tomorrow
  const week = await shown.textContent();
  await page.reload();
  await expect(shown).toHaveText(week ?? '');
  await page.goBack();
  await expect(page.getByRole('searchbox')).toHaveValue(doctor.name);
});

test('language and theme change at once, and stay', async ({ page }) => {
  await page.goto('/');
  await page.getByLabel('Idioma').selectOption('en');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Who would you like to see?');
  await page.getByLabel('Theme').selectOption('dark');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Who would you like to see?');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test.describe('far away', () => {
  test.use({ timezoneId: 'Europe/Lisbon' });

  test('times are the reader’s, and the doctor’s are named beside them', async ({ page, newDoctor }) => {
    const doctor = await newDoctor({ timeZone: 'America/Manaus', city: 'Manaus', state: 'AM' });
    const [at] = timesAhead(1, 40);
    const [slot = ''] = await doctor.api.publish(at ? [at] : []);
    const clock = (timeZone: string) =>
      at?.toLocaleTimeString('pt-BR', { timeZone, hour: '2-digit', minute: '2-digit' });
    const [here, there] = [clock('Europe/Lisbon'), clock('America/Manaus')];
    await page.goto(`/medicos/${doctor.id}`);
    await expect(chip(page, slot)).toContainText(here ?? '');
    await expect(page.getByText(`${here} para você são ${there} lá.`)).toBeVisible();
    await chip(page, slot).click();
    await expect(sheet(page).getByText(`às ${here}`)).toBeVisible();
    await expect(sheet(page).getByText(there ?? '')).toBeVisible();
  });
});
