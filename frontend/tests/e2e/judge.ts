/** What every page is held to. */
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** axe finds nothing. */
export async function mustBeAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  const found = violations.map(
    ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).join(' ')}`,
  );
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
export async function mustBeLargeEnough(page: Page, large = '.button.primary, .slot'): Promise<void> {
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
      const across = Math.max(height, label?.height ?? 0);
      if (!seen || inText || width <= 1 || (across >= least - 0.5 && width >= 23.5)) return [];
      return [`${each.outerHTML.slice(0, 120)}: ${width.toFixed(0)} × ${height.toFixed(0)}`];
    });
  }, large);
  expect(small, `too small on ${page.url()}`).toEqual([]);
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
