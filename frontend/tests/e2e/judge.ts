/** What every page is held to. */
import { expect, type Page } from '@playwright/test';
import axe from 'axe-core';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** axe finds nothing. */
export async function mustBeAccessible(page: Page): Promise<void> {
  await mustHold(page, RULES);
}

/** ... nor in other colours, which is all that a theme changes. */
export async function mustHaveContrast(page: Page): Promise<void> {
  await mustHold(page, ['color-contrast']);
}

/** A page is given axe once, and asked for what is wrong alone: what is right would be written down at length. */
async function mustHold(page: Page, runOnly: string[]): Promise<void> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const found = await page.evaluate(async (rules) => {
    const { axe: inPage } = window as unknown as { axe: typeof axe };
    const { violations } = await inPage.run({ runOnly: rules, resultTypes: ['violations'], preload: false });
    return violations.map(
      ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).join(' ')}`,
    );
  }, runOnly);
  expect(found, `axe on ${page.url()}`).toEqual([]);
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
    const sheet = await page.evaluateHandle((text) => {
      const made = new CSSStyleSheet();
      made.replaceSync(text);
      document.adoptedStyleSheets.push(made);
      return made;
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
      return shown
        .filter((each) => hides(each) && each.scrollWidth > each.clientWidth + 1)
        .map((each) => each.outerHTML.slice(0, 120));
    });
    expect(cut, `text cut off on ${page.url()} with ${styles}`).toEqual([]);
    await sheet.evaluate((made) => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== made);
    });
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
