import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { GraphQLError } from 'graphql';
import { CombinedError } from 'urql';
import { afterEach, expect, it, vi } from 'vitest';
import { choose } from '~/app/i18n';
import { TroubleNote } from './TroubleNote';

const refusedWith = (extensions: object) =>
  new CombinedError({ graphQLErrors: [new GraphQLError('no', { extensions: { ...extensions } })] });

function show(error: CombinedError) {
  const again = vi.fn();
  render(
    <I18nProvider i18n={i18n}>
      <TroubleNote error={error} again={again} />
    </I18nProvider>,
  );
  return again;
}

afterEach(() => {
  vi.unstubAllGlobals();
  return choose('pt-BR');
});

it.each([
  ['pt-BR', /Há uma versão nova/, 'Recarregar'],
  ['en', /There is a newer version/, 'Reload'],
] as const)('a page that is older than the server offers to reload, in %s', async (locale, words, button) => {
  await choose(locale);
  const reload = vi.fn();
  vi.stubGlobal('location', { reload });
  const again = show(refusedWith({ code: 'FORBIDDEN', outdated: true }));
  expect(screen.getByText(words)).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: button }));
  expect([reload.mock.calls.length, again.mock.calls.length]).toEqual([1, 0]);
});

it('what is merely not allowed stays so, and may be tried again', async () => {
  const again = show(refusedWith({ code: 'FORBIDDEN' }));
  expect(screen.getByText('Isto não está disponível para a sua conta.')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Tentar de novo' }));
  expect(again).toHaveBeenCalledOnce();
});
