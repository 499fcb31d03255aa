/**
 * Every screen and every open dialog, in both languages, both themes, wide and narrow: axe finds nothing, what is
 * pressed is large enough, nothing stands out at the side, and text may be spaced and doubled.
 */
import type { Page } from '@playwright/test';
import { visitThatBegan } from './earlier';
import { type Person, test } from './fixtures';
import { isLive } from './journey';
import {
  mustBeAccessible,
  mustBeLargeEnough,
  mustHaveContrast,
  mustKeepItsText,
  mustNotScrollSideways,
} from './judge';
import { timesAhead } from './people';

const LANGUAGES = { 'pt-BR': 'pt-BR', en: 'en-US' };
const [WIDE, NARROW, NARROWEST] = [1280, 360, 320];
const HEIGHT = 800;

test.use({ contextOptions: { reducedMotion: 'reduce' }, viewport: { width: WIDE, height: HEIGHT } });

/** Holds what the page shows now against all of it, and leaves it wide. */
async function inspect(page: Page): Promise<void> {
  await page.setViewportSize({ width: NARROWEST, height: HEIGHT });
  await mustNotScrollSideways(page);
  for (const width of [NARROW, WIDE]) {
    await page.setViewportSize({ width, height: HEIGHT });
    await mustHaveContrast(page, 'dark');
    await mustBeAccessible(page, 'light');
    await mustBeLargeEnough(page);
  }
  await mustKeepItsText(page);
}

/** Goes there, waits for what shows that it is there, and inspects it; then each dialog that opens from it. */
async function inspectAt(page: Page, address: string, there: string, ...openers: string[]): Promise<void> {
  await page.goto(address);
  await page.locator(there).first().waitFor();
  await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' });
  await inspect(page);
  for (const opener of openers) {
    await page.locator(opener).first().click();
    await page.locator('dialog[open]').waitFor();
    await inspect(page);
    await page.keyboard.press('Escape');
    await page.locator('dialog[open]').waitFor({ state: 'detached' });
  }
}

/** A doctor and a patient who have one appointment of each kind. */
async function acquainted(
  patient: Person,
  doctor: Person,
): Promise<{ waiting: string; coming: string; past: string }> {
  const slots = await doctor.api.publish(timesAhead(6, 30));
  const [past = ''] = await Promise.all(
    [26 * 60, 10].map((minutes) => visitThatBegan(minutes, doctor.id, patient.id)),
  );
  const [coming = '', waiting = '', declined = '', cancelled = ''] = await Promise.all(
    slots.slice(0, 4).map((slot) => patient.api.book(slot, 'Tosse há três semanas')),
  );
  await doctor.api.confirm(coming);
  await doctor.api.decline(declined, 'Este caso precisa de outra especialidade.');
  await patient.api.cancel(cancelled, 'Já me sinto melhor');
  return { waiting, coming, past };
}

for (const [language, locale] of Object.entries(LANGUAGES)) {
  test.describe(language, () => {
    test.use({ locale });
    test.describe.configure({ timeout: 300_000 });

    test('what everybody sees', async ({ page, doctor }) => {
      const [slot = ''] = await doctor.api.publish(timesAhead(8));
      await inspectAt(page, `/?q=${encodeURIComponent(doctor.name)}`, '[data-slot]', `[data-slot="${slot}"]`);
      await inspectAt(page, '/?q=ninguem-com-este-nome', 'main .empty');
      await inspectAt(page, `/medicos/${doctor.id}`, '[data-slot]');
      await page.locator(`[data-slot="${slot}"]`).click();
      await page.locator('dialog .enter-other button').click();
      await page.locator('dialog [name=cpf]').waitFor();
      await inspect(page);
    });

    test('where everybody enters', async ({ page }) => {
      await inspectAt(page, '/entrar', '[name=identifier]');
      await inspectAt(page, '/cadastro', '[name=cpf]');
      await page.locator('form [type=submit]').click();
      await page.locator('[aria-invalid=true]').first().waitFor();
      await inspect(page);
      await inspectAt(page, '/cadastro/medico', '[name=specialties]');
    });

    test('what a patient sees', async ({ patient, doctor, newPatient }) => {
      const { page } = patient;
      const { waiting, coming, past } = await acquainted(patient, doctor);
      await inspectAt(page, '/consultas', '.next-visit');
      for (const summary of await page.locator('.visits-history summary').all()) await summary.click();
      await page.locator('.visits-history .visit-row').first().waitFor();
      await inspect(page);
      await inspectAt(page, `/consultas/${coming}`, '.visit-main', '.visit-actions .danger');
      await inspectAt(page, `/consultas/${waiting}`, '.visit-main');
      await inspectAt(page, `/consultas/${past}`, '.visit-main');
      await inspectAt(
        page,
        `/consultas/${coming}?remarcar=1`,
        '[data-slot]',
        '[data-slot]:not([aria-disabled])',
      );
      const first = (await newPatient()).page;
      await inspectAt(first, '/consultas', 'main .empty');
      await isLive(first);
      await inspectAt(first, `/medicos/${doctor.id}`, '[data-slot]', '[data-slot]:not([aria-disabled])');
      await first.locator('[data-slot]:not([aria-disabled])').first().click();
      await first.locator('dialog [role=timer]').waitFor();
      await first.locator('dialog [type=submit]').click();
      await first.locator('dialog .booked').waitFor();
      await inspect(first);
    });

    test('what a doctor sees of the day and its requests', async ({ patient, doctor, newDoctor }) => {
      const { page } = doctor;
      const { waiting, coming } = await acquainted(patient, doctor);
      await inspectAt(page, '/agenda', '.spotlight');
      await inspectAt(page, '/agenda/pedidos', '.request-card', '[data-step=decline]', '.keys-button');
      await inspectAt(page, `/agenda/pedidos/${waiting}`, '.request-page-card', '[data-step=decline]');
      await inspectAt(page, `/agenda/pedidos/${coming}`, '.request-page-card', '[data-step=cancel]');
      await inspectAt(page, '/agenda/pedidos/nobody', 'h1');
      const first = (await newDoctor()).page;
      await inspectAt(first, '/agenda', 'main .empty');
      await inspectAt(first, '/agenda/pedidos', 'main .empty');
    });

    test('what a doctor sees of the week and the times', async ({ patient, doctor, newDoctor }) => {
      const { page } = doctor;
      await acquainted(patient, doctor);
      await inspectAt(page, '/agenda/semana', '.week-item', '.week-item');
      await inspectAt(page, '/agenda/horarios', '.template', '.absences .button');
      for (const turn of await page.locator('.template [role=switch]').all()) await turn.click();
      await inspect(page);
      await page.locator('.day-actions .button').nth(1).click();
      await page.locator('dialog[open]').waitFor();
      await inspect(page);
      const first = (await newDoctor()).page;
      await inspectAt(first, '/agenda/semana', 'main .empty');
      await inspectAt(first, '/agenda/horarios', 'main .empty');
    });
  });
}
