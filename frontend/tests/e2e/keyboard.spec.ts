/** The keyboard alone: nothing needs a pointer, and one always sees where one is. */
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { chip, isLive, sheet, sheetSays } from './journey';
import { timesAhead } from './people';

const MOST_KEYS = 25;

/** Presses keys, counts them, and holds each place that they lead to against being seen. */
function keys(page: Page) {
  let count = 0;
  return {
    get count() {
      return count;
    },
    async press(key: string): Promise<void> {
      count += 1;
      await page.keyboard.press(key);
      if (key.includes('Tab')) await focusMustBeSeen(page);
    },
    /** Tab by tab, until the focus is there. */
    async to(isThere: () => Promise<boolean>, key = 'Tab'): Promise<void> {
      for (let tries = 0; tries < 60; tries++) {
        await this.press(key);
        if (await isThere()) return;
      }
      throw new Error('The keyboard does not lead there.');
    },
  };
}

/** A ring of at least 2 px is drawn around what has the focus, or around what stands for it; and it is in sight. */
async function focusMustBeSeen(page: Page): Promise<void> {
  const unseen = await page.evaluate(() => {
    const focused = document.activeElement;
    if (!focused || focused === document.body) return undefined;
    const standsFor = [focused, focused.closest('label'), focused.nextElementSibling];
    const ringed = standsFor.some((each) => {
      const style = each && getComputedStyle(each);
      return style && style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 2;
    });
    const { top, bottom } = (focused.closest('label') ?? focused).getBoundingClientRect();
    const inSight = bottom > 0 && top < innerHeight;
    return ringed && inSight ? undefined : `${focused.outerHTML.slice(0, 120)} ${ringed} ${top}`;
  });
  expect(unseen, 'focus that is not seen').toBeUndefined();
}

const hasFocus = (page: Page, selector: string) => () =>
  page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector);

test('from the landing to a booked visit in 25 keys, and back to the time after Esc', async ({
  patient,
  doctor,
}) => {
  const [slot = ''] = await doctor.api.publish(timesAhead(2));
  const { page } = patient;
  await page.goto(`/?q=${encodeURIComponent(doctor.name)}`);
  await expect(chip(page, slot)).toBeVisible();
  const board = keys(page);
  await board.to(hasFocus(page, `[data-slot="${slot}"]`));
  await board.press('Enter');
  await sheetSays(page, 'Confira e confirme');
  const soFar = board.count;

  await page.keyboard.press('Escape');
  await expect(sheet(page)).toBeHidden();
  await expect(chip(page, slot)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(sheet(page).getByRole('timer')).toBeVisible();
  await board.to(hasFocus(page, 'dialog button[type=submit]'));
  await board.press('Enter');
  await sheetSays(page, 'Pedido enviado');
  expect(board.count).toBeLessThanOrEqual(MOST_KEYS);
  expect(soFar).toBeLessThan(board.count);
});

test('the focus stays inside an open sheet, and the title of each step has it', async ({ page, doctor }) => {
  const [slot = ''] = await doctor.api.publish(timesAhead(1));
  await page.goto(`/medicos/${doctor.id}`);
  await chip(page, slot).focus();
  await page.keyboard.press('Enter');
  await expect(sheet(page).getByRole('heading', { level: 2 })).toBeFocused();
  const board = keys(page);
  for (let count = 0; count < 12; count++) {
    await board.press('Tab');
    const inside = await page.evaluate(() => {
      const at = document.activeElement;
      return at === document.body || Boolean(at?.closest('dialog'));
    });
    expect(inside).toBe(true);
  }
});

test('requests are answered with a key each, and the keys can be turned off', async ({
  patient,
  newPatient,
  doctor,
}) => {
  const slots = await doctor.api.publish(timesAhead(2));
  await patient.api.book(slots[0] ?? '');
  const second = await newPatient();
  await second.api.book(slots[1] ?? '');
  const { page } = doctor;
  await page.goto('/agenda/pedidos');
  await isLive(page);
  await expect(page.getByRole('article')).toHaveCount(2);
  await page.keyboard.press('j');
  await expect(page.getByRole('article').first()).toBeFocused();
  await page.keyboard.press('a');
  await expect(page.getByText(`Consulta confirmada. ${patient.name} já pode ver.`)).toBeVisible();
  await page.keyboard.press('j');
  await page.keyboard.press('r');
  await sheetSays(page, 'Recusar o pedido?');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('article').nth(1)).toBeFocused();

  await page.keyboard.press('?');
  await sheet(page).getByLabel('Usar estas teclas').uncheck();
  await page.keyboard.press('Escape');
  await page.getByRole('article').nth(1).focus();
  await page.keyboard.press('a');
  await expect(page.getByRole('button', { name: `Aceitar ${second.name}` })).toBeVisible();
});

test('the first stop leads over the navigation to the content', async ({ page }) => {
  await page.goto('/');
  const skip = page.getByRole('link', { name: 'Ir para o conteúdo' });
  await expect(skip, 'the page is drawn, which may be after it was loaded').toBeAttached();
  await page.keyboard.press('Tab');
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('searchbox')).toBeFocused();
});
