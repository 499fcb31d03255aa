/** What each browser test stands on: pages that forgive no error, and people of its own. */
import { type BrowserContext, test as base, expect, type Page } from '@playwright/test';
import { watchDocuments } from './manifest';
import { type Account, Api } from './people';
import { layWire, type Wire } from './wire';

export { expect };

/** Lingui's warning that a sentence is shown with its braces. */
const UNREADABLE = 'Uncompiled message';

/** A browser of somebody's own. */
export interface Visitor {
  page: Page;
  context: BrowserContext;
  api: Api;
}

export interface Person extends Account, Visitor {}

interface Options {
  /** Console errors that the test brings about on purpose. */
  forgiven: RegExp[];
}

interface Fixtures {
  /** Fails the test at its end for what went wrong in any of its pages. */
  watch: (context: BrowserContext) => void;
  /** Another browser, in which nobody is signed in. */
  newVisitor: () => Promise<Visitor>;
  newPatient: (more?: object) => Promise<Person>;
  newDoctor: (more?: object) => Promise<Person>;
  /** A patient who is signed in. */
  patient: Person;
  /** A verified doctor who is signed in, without any slot yet. */
  doctor: Person;
  /** Another page of somebody, on a line to the clinic that can be cut; `api` keeps the whole one. */
  wired: (visitor: Visitor) => Promise<{ page: Page; wire: Wire }>;
}

export const test = base.extend<Options & Fixtures>({
  forgiven: [[], { option: true }],

  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads which fixtures are wanted from the pattern
  baseURL: async ({}, use) => use(process.env.HEALTHMED_E2E),

  watch: [
    async ({ forgiven }, use) => {
      const problems: string[] = [];
      const add = (problem: string) => {
        if (!forgiven.some((pattern) => pattern.test(problem))) problems.push(problem);
      };
      await use((context) => {
        context.on('console', (message) => {
          const wrong = message.type() === 'error' || message.text().startsWith(UNREADABLE);
          if (wrong) add(`console: ${message.text()} (${message.location().url})`);
        });
        watchDocuments(context, add);
        context.on('weberror', (error) => add(`uncaught: ${error.error().message}`));
      });
      expect(problems, 'errors in the browser').toEqual([]);
    },
    { auto: true },
  ],

  context: async ({ context, watch }, use) => {
    watch(context);
    await use(context);
  },

  newVisitor: async ({ browser, watch }, use) => {
    const opened: BrowserContext[] = [];
    await use(async () => {
      const context = await browser.newContext();
      watch(context);
      opened.push(context);
      return { context, page: await context.newPage(), api: new Api(context.request) };
    });
    for (const context of opened) await context.close();
  },

  newPatient: async ({ newVisitor, locale: browsers }, use) =>
    use(async (more) => {
      const visitor = await newVisitor();
      const locale = browsers?.startsWith('en') ? 'en' : 'pt-BR'; // people read what their browser is set to
      return { ...visitor, ...(await visitor.api.registerPatient({ locale, ...more })) };
    }),

  newDoctor: async ({ newVisitor }, use) =>
    use(async (more) => {
      const visitor = await newVisitor();
      return { ...visitor, ...(await visitor.api.registerDoctor(more)) };
    }),

  patient: async ({ newPatient }, use) => use(await newPatient()),
  doctor: async ({ newDoctor }, use) => use(await newDoctor()),

  wired: async ({ browser, baseURL, watch }, use) => {
    const ends: (() => Promise<void>)[] = [];
    await use(async (visitor) => {
      const wire = await layWire(baseURL ?? '');
      const storageState = await visitor.context.storageState();
      const context = await browser.newContext({ baseURL: wire.address, storageState });
      watch(context);
      ends.push(() => context.close(), wire.close);
      return { page: await context.newPage(), wire };
    });
    for (const end of ends) await end();
  },
});
