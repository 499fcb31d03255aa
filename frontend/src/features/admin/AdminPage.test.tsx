import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { renderWith, type Server } from '../../../tests/fakeClient';
import AdminPage from './AdminPage';

const session = { viewer: { __typename: 'Administrator', id: 'o', name: 'Olga' } };
vi.mock('~/session/session', () => ({ useSession: () => session }));

const DOCTOR = {
  ...{ __typename: 'Doctor', id: 'd', name: 'Helena Prado', crmNumber: '123', crmState: 'SP' },
  ...{ city: 'São Paulo', state: 'SP' },
};
const ACCOUNT = {
  ...{ __typename: 'Account', id: 'a', role: 'DOCTOR', name: 'Helena Prado' },
  ...{ email: 'helena@example.com', disabledAt: null },
};
const page = (nodes: object[]) => ({ nodes, pageInfo: { hasNextPage: false } });
function show(server: Server = {}, doctors: object[] = [], accounts: object[] = []) {
  const asked: unknown[] = [];
  const noting = (name: string, answer: object) => (variables: object) => {
    asked.push([name, variables]);
    return { [name]: answer };
  };
  const all: Server = {
    UnverifiedDoctors: () => ({ unverifiedDoctors: page(doctors) }),
    Accounts: () => ({ accounts: page(accounts) }),
    VerifyDoctor: noting('verifyDoctor', { __typename: 'Doctor', id: 'd' }),
    DisableAccount: noting('disableAccount', { ...ACCOUNT, disabledAt: '2026-11-24T13:00:00Z' }),
    EnableAccount: noting('enableAccount', ACCOUNT),
  };
  renderWith({ ...all, ...server }, <AdminPage />);
  return asked;
}
async function search(words: string) {
  await userEvent.type(screen.getByRole('searchbox', { name: 'E-mail ou parte do nome' }), words);
  await userEvent.click(screen.getByRole('button', { name: 'Procurar' }));
}

describe('the administration', () => {
  it('is for administrators alone', () => {
    const before = session.viewer;
    session.viewer = { ...before, __typename: 'Patient' };
    renderWith({}, <AdminPage />);
    expect(screen.getByText('Esta página é da administração')).toBeVisible();
    session.viewer = before;
  });

  it('says when nobody waits', () => {
    show();
    expect(screen.getByText('Nenhum médico espera verificação.')).toBeVisible();
  });

  it('shows a CRM and verifies it', async () => {
    const asked = show({}, [DOCTOR]);
    expect(screen.getByText('CRM SP 123 · São Paulo, SP')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Verificar Helena Prado' }));
    expect(asked).toEqual([['verifyDoctor', { id: 'd' }]]);
  });

  it('finds an account and asks before it is disabled', async () => {
    const asked = show({}, [], [ACCOUNT]);
    await search('helena');
    await userEvent.click(screen.getByRole('button', { name: 'Desativar a conta de Helena Prado' }));
    const sheet = within(screen.getByRole('dialog'));
    expect(sheet.getByText(/O médico some da busca/)).toBeVisible();
    expect(asked).toEqual([]);
    await userEvent.click(sheet.getByRole('button', { name: 'Desativar conta' }));
    expect(asked).toEqual([['disableAccount', { id: 'a' }]]);
  });

  it('shows why an account cannot be disabled', async () => {
    const fields = [{ message: 'Você não pode desativar a sua própria conta.' }];
    const DisableAccount = () => ({ disableAccount: { __typename: 'InvalidInput', fields } });
    show({ DisableAccount }, [], [ACCOUNT]);
    await search('helena');
    await userEvent.click(screen.getByRole('button', { name: 'Desativar a conta de Helena Prado' }));
    await userEvent.click(screen.getByRole('button', { name: 'Desativar conta' }));
    expect(screen.getByRole('alert')).toHaveTextContent('própria conta');
  });

  it('lets a disabled account in again', async () => {
    const asked = show({}, [], [{ ...ACCOUNT, disabledAt: '2026-11-24T13:00:00Z' }]);
    await search('helena');
    await userEvent.click(screen.getByRole('button', { name: 'Reativar a conta de Helena Prado' }));
    expect(asked).toEqual([['enableAccount', { id: 'a' }]]);
  });

  it('says when there is no such account', async () => {
    show();
    await search('ninguém');
    expect(screen.getByText('Nenhuma conta com isso.')).toBeVisible();
  });
});
