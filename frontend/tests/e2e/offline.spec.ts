/** Without network the shell opens and says so; nothing of anybody's is on the disk. */
import { expect, test } from './fixtures';

test.use({ serviceWorkers: 'allow', forgiven: [/ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to fetch/] });

const BANNER = /Você está sem rede/;

test('a page that was open says that the network is gone, and that it is back', async ({ page, context }) => {
  await page.goto('/');
  await expect(page.getByText(BANNER)).toBeHidden();
  await context.setOffline(true);
  await expect(page.getByText(BANNER)).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByText(BANNER)).toBeHidden();
});

test('the shell opens without network, wherever one goes', async ({ page, context }) => {
  await page.goto('/');
  await page.evaluate(() => navigator.serviceWorker.ready);
  await context.setOffline(true);
  for (const address of ['/', '/consultas', '/medicos/somebody', '/agenda/semana']) {
    await page.goto(address);
    await expect(page.getByText(BANNER)).toBeVisible();
    await expect(page.getByRole('link', { name: 'Health&Med, início' })).toBeVisible();
  }
});

test('the disk holds the shell and nothing else', async ({ newPatient }) => {
  const { page } = await newPatient();
  await page.goto('/consultas');
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.reload();
  await page.waitForLoadState('networkidle');
  const kept = await page.evaluate(async () => {
    const names = await caches.keys();
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return {
      names,
      paths: requests.flat().map(({ url }) => new URL(url).pathname),
      storage: Object.keys(localStorage).concat(Object.keys(sessionStorage)),
      databases: (await indexedDB.databases()).length,
    };
  });
  expect(kept.names).toHaveLength(1);
  expect(kept.paths.filter((path) => !path.startsWith('/assets/'))).toEqual(['/entrar']);
  expect(kept.storage.filter((name) => !/^healthmed\.(language|theme)$/.test(name))).toEqual([]);
  expect(kept.databases).toBe(0);
});

test('a new version clears away what an old one kept, and nothing of others', async ({ page }) => {
  await page.addInitScript(async () => {
    if (await caches.has('somebody-elses')) return;
    await caches.open('healthmed-before');
    await caches.open('somebody-elses');
  });
  await page.goto('/');
  await page.evaluate(() => navigator.serviceWorker.ready);
  const names = () => page.evaluate(() => caches.keys());
  await expect.poll(names).not.toContain('healthmed-before');
  expect((await names()).sort()).toEqual([expect.stringMatching(/^healthmed-\w{16}$/), 'somebody-elses']);
});
