import { screen, waitFor } from '@testing-library/react';
import { CombinedError } from 'urql';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { renderBefore } from '../../tests/wholeClient';
import { Guard } from './Guard';
import SignInPage from './SignInPage';

const session = vi.hoisted(() => ({
  now: { viewer: undefined as unknown, trouble: undefined as unknown, ended: false, begin: async () => {} },
}));
vi.mock('./session', () => ({ useSession: () => session.now }));
vi.mock('~/session/session', () => ({ useSession: () => session.now }));
const enter = (viewer: unknown, given: object = {}) => {
  session.now = { ...session.now, viewer, trouble: undefined, ended: false, ...given };
};
const at = () => location.pathname + location.search;

describe('a page of patients', () => {
  beforeEach(() => history.replaceState(null, '', '/consultas/a?remarcar=1'));
  const show = () =>
    renderBefore(
      {},
      <Guard role="Patient">
        <p>segredo</p>
      </Guard>,
    );

  it('not known yet: shows nothing of it', () => {
    enter(undefined);
    show();
    expect(screen.queryByText('segredo')).toBeNull();
    expect(screen.getByRole('status', { name: 'Carregando' })).toBeVisible();
  });

  it('the question failed: can be asked again', () => {
    enter(undefined, { trouble: new CombinedError({ networkError: new Error('') }) });
    show();
    expect(screen.getByRole('button', { name: 'Tentar de novo' })).toBeVisible();
  });

  it('nobody: goes to sign in, and knows the way back', async () => {
    enter(null);
    show();
    await waitFor(() => expect(at()).toBe('/entrar?de=%2Fconsultas%2Fa%3Fremarcar%3D1'));
    expect(screen.queryByText('segredo')).toBeNull();
  });

  it('a patient: is there', () => {
    enter({ __typename: 'Patient', id: 'p' });
    show();
    expect(screen.getByText('segredo')).toBeVisible();
  });

  it('a doctor: is told so, and led home', () => {
    enter({ __typename: 'Doctor', id: 'd' });
    show();
    expect(screen.queryByText('segredo')).toBeNull();
    expect(screen.getByRole('heading', { name: 'Esta página é de pacientes' })).toBeVisible();
    expect(screen.getByRole('link', { name: 'Ir para a sua agenda' })).toHaveAttribute('href', '/agenda');
  });
});

describe('the page where one signs in', () => {
  const show = (path: string) => {
    history.replaceState(null, '', path);
    renderBefore({}, <SignInPage />);
  };

  it('goes back to where one came from', async () => {
    enter({ __typename: 'Patient', id: 'p' });
    show('/entrar?de=/consultas/a%3Fremarcar=1');
    await waitFor(() => expect(at()).toBe('/consultas/a?remarcar=1'));
  });

  it.each([
    ['Patient', '/consultas'],
    ['Doctor', '/agenda'],
    ['Administrator', '/admin'],
  ])('leads a %s home, and nobody to a stranger’s address', async (__typename, home) => {
    enter({ __typename, id: 'x' });
    show('/entrar?de=//example.org/');
    await waitFor(() => expect(at()).toBe(home));
  });

  it('says that a session ended by itself', () => {
    enter(null, { ended: true });
    show('/entrar');
    expect(screen.getByText(/Sua sessão terminou/)).toBeVisible();
  });
});
