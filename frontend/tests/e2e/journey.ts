/** What people do again and again, by what they see. */
import { expect, type Locator, type Page } from '@playwright/test';
import type { Account } from './people';

/** A time that can be chosen, wherever it stands on the page. */
export function chip(page: Page, slotId: string): Locator {
  return page.locator(`[data-slot="${slotId}"]`);
}

export function sheet(page: Page): Locator {
  return page.getByRole('dialog');
}

/** The sheet has this title now. */
export async function sheetSays(page: Page, title: string): Promise<void> {
  await expect(sheet(page).getByRole('heading', { level: 2, name: title })).toBeVisible();
}

/** Looks for a doctor by name, as typed into the landing's search. */
export async function seek(page: Page, name: string): Promise<void> {
  await page.getByRole('searchbox').fill(name);
  await page.getByRole('searchbox').press('Enter');
  await expect(page.getByRole('article', { name })).toBeVisible();
}

/** Fills in what signs somebody in, and sends it with Enter. */
export async function signIn(where: Locator, { identifier, password }: Account): Promise<void> {
  await where.getByLabel('CPF, CRM ou e-mail').fill(identifier);
  await where.getByLabel('Senha', { exact: true }).fill(password);
  await where.getByLabel('Senha', { exact: true }).press('Enter');
}

/** The page is the one that it was: it will have lost this mark if it was loaded again. */
export async function mark(page: Page): Promise<() => Promise<void>> {
  await page.evaluate(() => Object.assign(window, { stayed: true }));
  return async () => expect(await page.evaluate(() => 'stayed' in window), 'not loaded again').toBe(true);
}

/** The browser follows what happens. */
export async function isLive(page: Page): Promise<void> {
  await expect(page.locator('.live-dot[data-state=live]').first()).toBeVisible();
}
