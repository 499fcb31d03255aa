/** A partner looks around in GraphiQL, as docs/integrators.md says. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { PYTHON, ROOT } from './stack';

/** As the operator does, at the console: id and secret. */
async function letIn(name: string): Promise<[string, string]> {
  const command = ['-m', 'cli', 'integrator', 'add', name, '--scope', 'appointments:read'];
  const env = { ...process.env, HEALTHMED_DATA: process.env.HEALTHMED_E2E_DATA };
  const { stdout } = await promisify(execFile)(PYTHON, command, { cwd: ROOT, env });
  const [id = '', secret = ''] = [...stdout.matchAll(/^\s*\S+\s+(\S+)$/gm)].map(([, word]) => word);
  return [id, secret];
}

/** Over whatever stood in the editor, and without the brackets that it closes by itself. */
async function write(page: Page, editor: string, text: string): Promise<void> {
  await page.locator(editor).click();
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText(text);
  await page.keyboard.press('Control+Shift+End');
  await page.keyboard.press('Delete');
}

test('a token under Headers makes GraphiQL the partner’s', async ({ page, request }) => {
  const name = `Clínica ${Date.now()}`;
  const [id, secret] = await letIn(name);
  const given = await request.post('/oauth/token', {
    form: { grant_type: 'client_credentials' },
    headers: { authorization: `Basic ${btoa(`${id}:${secret}`)}` },
  });
  const { access_token: token } = await given.json();

  await page.goto('/graphql');
  await page.getByRole('button', { name: 'Headers' }).click();
  await write(page, '.graphiql-editor-tool .graphiql-editor:visible', `{"Authorization": "Bearer ${token}"}`);
  await write(
    page,
    '.graphiql-query-editor .graphiql-editor',
    'query Me { viewer { ... on Integrator { name scopes } } }',
  );
  await expect(page.getByRole('tab', { name: 'Me', exact: true })).toBeVisible(); // it has read what was typed
  await page.getByRole('button', { name: /execute query/i }).click();
  await expect(page.locator('.graphiql-response')).toContainText(name);
  await expect(page.locator('.graphiql-response')).toContainText('appointments:read');
});
