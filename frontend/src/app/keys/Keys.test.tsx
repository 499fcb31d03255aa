import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { renderWith } from '../../../tests/fakeClient';
import { Keys } from './Keys';
import { helpOpen, turnKeys } from './keys';

vi.mock('~/session/session', () => ({ useSession: () => ({ viewer: { __typename: 'Doctor' } }) }));
const accept = vi.fn();

function show() {
  renderWith(
    {},
    <>
      <main>
        <input type="search" aria-label="Busca" defaultValue="ana" />
        <div data-item>
          <a href="#one">Um</a>
        </div>
        <article data-item tabIndex={-1} aria-label="Dois">
          <button type="button" data-step="accept" onClick={accept}>
            Aceitar
          </button>
        </article>
      </main>
      <Keys />
    </>,
  );
}

describe('the keys of the client', () => {
  // fetched once already, as after the first key
  beforeAll(async () => {
    await Promise.all([import('./act'), import('./KeysHelp')]);
  });
  beforeEach(() => {
    turnKeys(true);
    helpOpen.set(false);
    accept.mockClear();
    Element.prototype.scrollIntoView = vi.fn();
  });

  it('J and K walk over a list: to what has the focus itself, or to its link', async () => {
    show();
    await userEvent.keyboard('j');
    await waitFor(() => expect(screen.getByRole('link', { name: 'Um' })).toHaveFocus());
    await userEvent.keyboard('j');
    await waitFor(() => expect(screen.getByRole('article', { name: 'Dois' })).toHaveFocus());
    await userEvent.keyboard('k');
    await waitFor(() => expect(screen.getByRole('link', { name: 'Um' })).toHaveFocus());
  });

  it('A answers what has the focus, and nothing else', async () => {
    show();
    await userEvent.keyboard('aja'); // nowhere, then the first, which has nothing to accept
    await waitFor(() => expect(screen.getByRole('link', { name: 'Um' })).toHaveFocus());
    expect(accept).not.toHaveBeenCalled();
    await userEvent.keyboard('ja');
    await waitFor(() => expect(accept).toHaveBeenCalledOnce());
  });

  it('/ goes to the search field, where letters are letters again', async () => {
    show();
    await userEvent.keyboard('/');
    await waitFor(() => expect(screen.getByRole('searchbox')).toHaveFocus());
    await userEvent.keyboard('j?');
    expect(screen.getByRole('searchbox')).toHaveValue('j?');
  });

  it('? lists them, and the list turns them off', async () => {
    show();
    await userEvent.keyboard('?');
    await userEvent.click(await screen.findByRole('checkbox', { name: 'Usar estas teclas' }));
    await userEvent.click(screen.getByRole('button', { name: 'Fechar' }));
    await userEvent.keyboard('j');
    expect(screen.getByRole('link', { name: 'Um' })).not.toHaveFocus();
  });
});
