/** How the client comes to the browser: its headers, its policy, and what those see who run no script. */
import { expect, test } from './fixtures';
import { mustBeAccessible, mustNotScrollSideways } from './judge';
import { Api } from './people';

test('the page is never kept, its files for good, and each comes with Brotli', async ({ page }) => {
  const files: Record<string, string>[] = [];
  page.on('response', async (response) => {
    if (response.url().includes('/assets/')) files.push(await response.allHeaders());
  });
  const response = await page.goto('/');
  const headers = (await response?.allHeaders()) ?? {};
  expect(headers['cache-control']).toBe('no-cache');
  expect(headers['content-encoding']).toBe('gzip');
  expect(headers['x-content-type-options']).toBe('nosniff');
  await page.waitForLoadState('networkidle');
  expect(files.length).toBeGreaterThan(1);
  for (const file of files) {
    expect(file['cache-control']).toBe('public, max-age=31536000, immutable');
  }
  expect(files.some((file) => file['content-encoding'] === 'br')).toBe(true);
});

test('the policy forbids what is inside the page and what is of others', async ({ page }) => {
  const response = await page.goto('/');
  const policy = response?.headers()['content-security-policy'] ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self';");
  expect(policy).not.toContain('unsafe');
  await page.waitForLoadState('networkidle');
  const ground = await page.evaluate(() =>
    getComputedStyle(document.documentElement).getPropertyValue('--bg'),
  );
  expect(ground, 'the styles inside the page are known to the policy').not.toBe('');
});

test.describe('what somebody puts into the page', () => {
  test.use({ forgiven: [/Content Security Policy|inline/i] });

  test('does not run', async ({ page }) => {
    await page.goto('/');
    const ran = await page.evaluate(async () => {
      const script = document.createElement('script');
      script.textContent = 'window.ran = true';
      document.head.append(script);
      const image = document.createElement('div');
      image.innerHTML = '<img src="x:" onerror="window.ran = true">';
      document.body.append(image);
      await new Promise((resolve) => setTimeout(resolve, 100));
      return 'ran' in window;
    });
    expect(ran).toBe(false);
  });
});

test('without script the page says at once that it needs it', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('/agenda');
  await expect(page.locator('noscript')).toBeInViewport();
  expect(await page.locator('noscript').textContent()).toContain('Esta página precisa de JavaScript.');
  await context.close();
});

test('a search engine sees a doctor without running script', async ({ doctor, browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`/medicos/${doctor.id}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(doctor.name);
  await expect(page).toHaveTitle(`${doctor.name} · Cardiologia · Health&Med`);
  const canonical = page.locator('link[rel=canonical]');
  await expect(canonical).toHaveAttribute('href', new RegExp(`/medicos/${doctor.id}$`));
  const data = JSON.parse((await page.locator('script[type="application/ld+json"]').textContent()) ?? '{}');
  expect(data).toMatchObject({ '@type': 'Physician', name: doctor.name });
  await context.close();
});

test('the sitemap and the robots lead to the doctors', async ({ doctor, request, baseURL }) => {
  expect(await (await request.get('/robots.txt')).text()).toContain(`Sitemap: ${baseURL}/sitemap.xml`);
  expect(await (await request.get('/sitemap.xml')).text()).toContain(`${baseURL}/medicos/${doctor.id}<`);
});

test('a file that is not there is 404 and no page', async ({ request }) => {
  const response = await request.get('/assets/gone-0000.js');
  expect(response.status()).toBe(404);
  expect(await response.text()).not.toContain('<html');
});

test('what one registers stays in this browser alone', async ({ patient, request }) => {
  const { viewer } = await patient.api.send<{ viewer: object }>('Viewer');
  expect(viewer).toMatchObject({ __typename: 'Patient', name: patient.name });
  expect(await new Api(request).send('Viewer')).toEqual({ viewer: null });
});

test.describe('an address that leads nowhere', () => {
  test.use({ forgiven: [/404/] });

  for (const address of ['/nada', '/nada/de/nada', '/medicos/nobody'])
    test(`${address} says so, and leads on`, async ({ page }) => {
      const response = await page.goto(address);
      expect(response?.status()).toBe(404);
      await expect(page.getByRole('main')).not.toBeEmpty();
      if (address.startsWith('/medicos')) return; // the doctor's page says it in its own words
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Não encontramos esta página');
      await mustBeAccessible(page);
      await page.setViewportSize({ width: 320, height: 640 });
      await mustNotScrollSideways(page);
      await page.getByRole('link', { name: 'Buscar um médico' }).click();
      await expect(page).toHaveURL('/');
    });
});
