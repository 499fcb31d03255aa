import { screen } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { renderWith, type Server, unreachable } from '../../../tests/fakeClient';
import DoctorPage from './DoctorPage';

const session = vi.hoisted(() => ({ viewer: null as object | null }));
vi.mock('~/session/session', () => ({ useSession: () => session }));
beforeEach(() => {
  session.viewer = null;
  history.replaceState(null, '', '/medicos/d');
});

const doctor = {
  ...{ __typename: 'Doctor', id: 'd', name: 'Ana Souza', bio: 'Escuta e explica.', feeCents: 18_800 },
  ...{ city: 'Manaus', state: 'AM', crmNumber: '5058', crmState: 'AM', timeZone: 'America/Manaus' },
  specialties: [{ code: 'psychiatry', name: 'Psiquiatria' }],
};
const Doctor = () => ({ doctor });

function show(server: Server) {
  renderWith(server, <DoctorPage id="d" />);
}

describe('a doctor’s page', () => {
  it('loading: shows the shape of what comes', () => {
    show({});
    expect(screen.getByRole('status', { name: 'Carregando' })).toBeVisible();
  });

  it('ready: says who it is, what it costs, and has the agenda', () => {
    show({ Doctor });
    expect(screen.getByRole('heading', { level: 1, name: 'Ana Souza' })).toBeVisible();
    expect(screen.getByText('R$ 188')).toBeVisible();
    expect(screen.getByText(/^Psiquiatria ·/)).toHaveTextContent('CRM-AM 5058');
    expect(screen.getByRole('region', { name: 'Escolha um horário' })).toBeVisible();
  });

  it('empty: nobody is here', () => {
    show({ Doctor: () => ({ doctor: null }) });
    expect(screen.getByRole('heading', { level: 1, name: /Não encontramos/ })).toBeVisible();
  });

  it('error: says so and can be asked again', () => {
    show({ Doctor: () => unreachable });
    expect(screen.getByRole('button', { name: 'Tentar de novo' })).toBeVisible();
  });

  it('tells doctors that this is what patients see of them, and of nobody else', () => {
    session.viewer = { __typename: 'Doctor', id: 'd', timeZone: 'America/Manaus' };
    show({ Doctor });
    expect(screen.getByText(/É assim que os pacientes veem você/)).toBeVisible();
  });

  it('tells nothing of it to another doctor', () => {
    session.viewer = { __typename: 'Doctor', id: 'e', timeZone: 'America/Manaus' };
    show({ Doctor });
    expect(screen.queryByText(/É assim que os pacientes veem você/)).toBeNull();
  });
});
