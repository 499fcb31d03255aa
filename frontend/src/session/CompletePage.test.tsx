import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import { renderBefore, type SlowServer } from '../../tests/wholeClient';
import CompletePage from './CompletePage';
import type { Doors, Newcomer } from './provider';
import SignInPage from './SignInPage';

const begin = vi.fn();
vi.mock('./session', () => ({ useSession: () => ({ viewer: null, ended: false, begin }) }));

const DOORS: Doors = { provider: 'Provedor', local: true, contact: 'ti@clinica.example' };
const BARE: Newcomer = {
  role: 'PATIENT',
  name: 'Iara Melo',
  email: null,
  cpf: null,
  crmNumber: null,
  crmState: null,
};

function answering(newcomer: Newcomer | null): void {
  vi.stubGlobal('fetch', (address: string) =>
    Promise.resolve(Response.json(address.endsWith('/newcomer') ? newcomer : DOORS)),
  );
}

function opened(newcomer: Newcomer | null, server: SlowServer = {}) {
  answering(newcomer);
  return renderBefore(server, <CompletePage />);
}

beforeEach(() => {
  begin.mockReset();
  history.replaceState(null, '', '/entrar/concluir?de=/consultas');
});

test('the provider stands before the form, and leads back to where one came from', async () => {
  history.replaceState(null, '', '/entrar?de=/consultas');
  answering(null);
  renderBefore({}, <SignInPage />);
  const link = await screen.findByRole('link', { name: 'Entrar com Provedor' });
  expect(link.getAttribute('href')).toMatch(/\/oidc\/start\?de=%2Fconsultas$/);
  expect(screen.getByLabelText('Senha')).toBeInTheDocument();
});

test('who could not be signed in there is told why', async () => {
  history.replaceState(null, '', '/entrar?problema=recusa');
  answering(null);
  renderBefore({}, <SignInPage />);
  expect(await screen.findByText(/não confirmou quem você é/)).toBeInTheDocument();
});

test('only what the provider did not say is asked, and sent', async () => {
  const { asked } = opened(BARE, {
    JoinAsPatient: () => ({ joinAsPatient: { __typename: 'Patient', id: '1' } }),
  });
  expect(await screen.findByText('Iara Melo')).toBeInTheDocument();
  expect(screen.queryByLabelText('Nome completo')).toBeNull();
  await userEvent.type(screen.getByLabelText('CPF'), '39053344705');
  await userEvent.type(screen.getByLabelText('E-mail'), 'iara@exemplo.com');
  await userEvent.click(screen.getByLabelText('Li e aceito os termos de uso'));
  await userEvent.click(screen.getByRole('button', { name: 'Concluir o cadastro' }));
  const input = asked[0]?.variables.input;
  expect(input).toMatchObject({ cpf: '390.533.447-05', email: 'iara@exemplo.com', acceptsTerms: true });
  expect(input).toHaveProperty('name', undefined);
  expect(begin).toHaveBeenCalled();
});

test('of whom everything is known is asked for consent alone', async () => {
  const { asked } = opened(
    { ...BARE, email: 'iara@exemplo.com', cpf: '39053344705' },
    { JoinAsPatient: () => ({ joinAsPatient: { __typename: 'Patient', id: '1' } }) },
  );
  expect(await screen.findByText(/Confira seus dados/)).toBeInTheDocument();
  expect(screen.getByText('390.533.447-05')).toBeInTheDocument();
  expect(screen.queryAllByRole('textbox')).toEqual([]);
  await userEvent.click(screen.getByLabelText('Li e aceito os termos de uso'));
  await userEvent.click(screen.getByRole('button', { name: 'Concluir o cadastro' }));
  expect(asked[0]?.variables.input).toMatchObject({ phone: '', acceptsTerms: true });
  expect(begin).toHaveBeenCalled();
});

test('what is wrong is said at its field', async () => {
  opened(BARE, {
    JoinAsPatient: () => ({
      joinAsPatient: {
        __typename: 'InvalidInput',
        message: '',
        fields: [{ path: 'cpf', message: 'Torto.' }],
      },
    }),
  });
  await userEvent.click(await screen.findByRole('button', { name: 'Concluir o cadastro' }));
  expect(await screen.findByText('Torto.')).toBeInTheDocument();
  expect(begin).not.toHaveBeenCalled();
});

test('who has an account here is led to its password', async () => {
  const { asked } = opened(BARE, {
    JoinAsPatient: () => ({ joinAsPatient: { __typename: 'AlreadyRegistered', message: '' } }),
    LinkIdentity: () => ({ linkIdentity: { __typename: 'RoleNotGranted', message: 'Outro papel.' } }),
  });
  await userEvent.click(await screen.findByRole('button', { name: 'Concluir o cadastro' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Ligar à minha conta' }));
  await userEvent.type(screen.getByLabelText('CPF, CRM ou e-mail'), 'iara@exemplo.com');
  await userEvent.type(screen.getByLabelText('Senha'), 'segredo antigo');
  await userEvent.click(screen.getByRole('button', { name: 'Ligar as duas' }));
  expect(await screen.findByText('Outro papel.')).toBeInTheDocument();
  expect(asked.at(-1)?.variables).toEqual({
    input: { identifier: 'iara@exemplo.com', password: 'segredo antigo' },
  });
});

test('a doctor says how she practises, and not her CRM again', async () => {
  opened({ ...BARE, role: 'DOCTOR', crmNumber: '204060', crmState: 'SP' }, {});
  expect(await screen.findByText('SP-204060')).toBeInTheDocument();
  expect(screen.queryByLabelText('Número do CRM')).toBeNull();
  expect(screen.getByLabelText('Cidade')).toBeInTheDocument();
});

test('who has no role reads whom to ask', async () => {
  opened({ ...BARE, role: null });
  expect(await screen.findByText(/não diz se você é paciente ou médico/)).toBeInTheDocument();
  expect(await screen.findByRole('link', { name: 'ti@clinica.example' })).toHaveAttribute(
    'href',
    'mailto:ti@clinica.example',
  );
});

test('who came too late begins again', async () => {
  opened(null);
  const link = await screen.findByRole('link', { name: 'Entrar' });
  expect(link).toHaveAttribute('href', '/entrar?de=%2Fconsultas');
});
