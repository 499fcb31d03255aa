/** What every page is held to. */
import { expect, type Page } from '@playwright/test';
import axe from 'axe-core';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** axe finds nothing, in the theme that the page wears or in another. */
export async function mustBeAccessible(page: Page, theme?: string): Promise<void> {
  await mustHold(page, { runOnly: RULES, theme });
}

/** ... nor in other colours, which is all that a theme changes. */
export async function mustHaveContrast(page: Page, theme: string): Promise<void> {
  await mustHold(page, { runOnly: ['color-contrast'], theme });
}

interface Held {
  runOnly: string[];
  theme: string | undefined;
}

/** A page is given axe once; whatever it is asked, it is asked in one go. */
async function mustHold(page: Page, held: Held): Promise<void> {
  let found = await page.evaluate(violations, held);
  if (!found) {
    await page.evaluate(axe.source);
    found = await page.evaluate(violations, held);
  }
  expect(found, `axe on ${page.url()}`).toEqual([]);
}

/** In the page: what is wrong alone, for what is right would be written down at length. Nothing: it has no axe. */
async function violations({ runOnly, theme }: Held): Promise<string[] | undefined> {
  const { axe: inPage } = window as unknown as { axe?: typeof axe };
  if (!inPage) return undefined;
  if (theme) document.documentElement.dataset.theme = theme;
  const found = await inPage.run({ runOnly, resultTypes: ['violations'], preload: false });
  return found.violations.map(
    ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).join(' ')}`,
  );
}

/** Nothing stands out at the side: whoever tries to scroll there stays. */
export async function mustNotScrollSideways(page: Page): Promise<void> {
  const reached = await page.evaluate(async () => {
    const { scrollX, scrollY } = window;
    scrollTo({ left: 10_000, top: scrollY, behavior: 'instant' });
    const found = window.scrollX;
    scrollTo({ left: scrollX, top: scrollY, behavior: 'instant' });
    return found;
  });
  expect(reached, `sideways on ${page.url()}`).toBe(0);
}

/** Everything that is pressed is large enough: 24 px each way, what `large` finds 44. */
export async function mustBeLargeEnough(page: Page, large = '.button.primary, .slot-chip'): Promise<void> {
  const small = await page.evaluate((largeOnes) => {
    const pressed = document.querySelectorAll<HTMLElement>(
      'a[href], button, input, select, textarea, summary',
    );
    return [...pressed].flatMap((each) => {
      const { width, height } = each.getBoundingClientRect();
      const inText = each.matches('p a, li a') && getComputedStyle(each).display === 'inline';
      const seen = each.checkVisibility({ visibilityProperty: true, opacityProperty: true });
      const least = each.matches(largeOnes) ? 44 : 24;
      const label = each.matches('input') ? each.closest('label')?.getBoundingClientRect() : undefined;
      const [across, along] = [Math.max(height, label?.height ?? 0), Math.max(width, label?.width ?? 0)];
      if (!seen || inText || width <= 1 || (across >= least - 0.5 && along >= 23.5)) return [];
      return [`${each.outerHTML.slice(0, 120)}: ${width.toFixed(0)} × ${height.toFixed(0)}`];
    });
  }, large);
  expect(small, `too small on ${page.url()}`).toEqual([]);
}

/** WCAG 1.4.12: what somebody may set who reads better so. */
const SPACED = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
  p { margin-block-end: 2em !important }`;
/** WCAG 1.4.4. */
const DOUBLED = 'html { font-size: 200% !important }';

/** With text spaced out, and with text twice as large, nothing is cut off and nothing stands out at the side. */
export async function mustKeepItsText(page: Page): Promise<void> {
  for (const styles of [SPACED, DOUBLED]) {
    await page.evaluate((text) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      document.adoptedStyleSheets.push(sheet);
    }, styles);
    await mustNotScrollSideways(page);
    const cut = await page.evaluate(() => {
      const hides = (each: Element) => {
        const { overflow, clipPath } = getComputedStyle(each); // clipped away: for screen readers alone
        return /hidden|clip/.test(overflow) && clipPath === 'none';
      };
      const shown = [...document.querySelectorAll('body *')].filter(
        (each) => each.checkVisibility() && each.textContent?.trim(),
      );
      const found = shown.filter((each) => hides(each) && each.scrollWidth > each.clientWidth + 1);
      document.adoptedStyleSheets.pop();
      return found.map((each) => each.outerHTML.slice(0, 120));
    });
    expect(cut, `text cut off on ${page.url()} with ${styles}`).toEqual([]);
  }
}

/** Counts presses of the pointer from now on, across pages; typing is not counted. */
export async function countedClicks(page: Page): Promise<() => number> {
  let count = 0;
  await page.exposeFunction('__pressed', () => {
    count += 1;
  });
  const listen = () => {
    const { __pressed } = window as unknown as { __pressed: () => void };
    addEventListener('pointerdown', () => __pressed(), { capture: true });
  };
  await page.addInitScript(listen);
  await page.evaluate(listen);
  return () => count;
}
