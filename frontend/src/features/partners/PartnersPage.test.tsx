import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { renderWith, type Server, unreachable } from '../../../tests/fakeClient';
import PartnersPage from './PartnersPage';

const viewer = { __typename: 'Doctor', id: 'd', name: 'Helena', timeZone: 'America/Sao_Paulo' };
vi.mock('~/session/session', () => ({ useSession: () => ({ viewer }) }));

const ALL = ['directory:read', 'appointments:read', 'appointments:write', 'events:read'];
const partner = (given: object) => ({
  ...{ __typename: 'Integrator', id: 'i', name: 'Boa Vista', scopes: ALL },
  ...{ grantedAt: null, grantedScopes: null, ...given },
});
const show = (partners: object[], server: Server = {}) =>
  renderWith({ Partners: () => ({ integrators: partners }), ...server }, <PartnersPage />);
const rights = () => screen.getAllByRole('listitem').filter((item) => item.closest('.partner-rights'));

describe('the partners of a doctor', () => {
  it('loading: shows the shape of what comes', () => {
    renderWith({}, <PartnersPage />);
    expect(screen.getByRole('status', { name: 'Carregando' })).toBeVisible();
  });

  it('error: says so and can be asked again', () => {
    renderWith({ Partners: () => unreachable }, <PartnersPage />);
    expect(screen.getByRole('button', { name: 'Tentar de novo' })).toBeVisible();
  });

  it('empty: says so', () => {
    show([]);
    expect(screen.getByText('Ainda não há parceiros.')).toBeVisible();
  });

  it('says what a partner may do, and lets it with one press', async () => {
    const asked: unknown[] = [];
    const granted = partner({ grantedAt: '2026-11-24T13:00:00Z', grantedScopes: ALL.slice(1) });
    const GrantPartner = (variables: object) => {
      asked.push(variables);
      return { grantIntegrator: granted };
    };
    show([partner({})], { GrantPartner });
    expect(rights().map((item) => item.textContent)).toEqual([
      'ver as suas consultas e o nome dos pacientes, nunca o motivo',
      'marcar e cancelar consultas para os pacientes que cadastrar',
      'receber na hora o que muda nas suas consultas',
    ]);
    await userEvent.click(screen.getByRole('button', { name: 'Autorizar Boa Vista' }));
    expect(asked).toEqual([{ id: 'i' }]);
  });

  it('asks before it takes the grant back', async () => {
    const asked: unknown[] = [];
    const RevokePartner = (variables: object) => {
      asked.push(variables);
      return { revokeIntegrator: partner({}) };
    };
    show([partner({ grantedAt: '2026-11-24T13:00:00Z', grantedScopes: ALL.slice(1) })], { RevokePartner });
    await userEvent.click(screen.getByRole('button', { name: 'Retirar a autorização de Boa Vista' }));
    expect(asked).toEqual([]);
    const sheet = within(screen.getByRole('dialog'));
    await userEvent.click(sheet.getByRole('button', { name: 'Retirar autorização' }));
    expect(asked).toEqual([{ id: 'i' }]);
  });

  it('shows what a partner asks for since, apart', () => {
    show([partner({ grantedAt: '2026-11-24T13:00:00Z', grantedScopes: ['appointments:read'] })]);
    expect(screen.getByText('Passou a pedir também:')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Autorizar Boa Vista' })).toBeVisible();
  });

  it('a partner that only reads the directory needs no grant', () => {
    show([partner({ scopes: ['directory:read'] })]);
    expect(screen.getByText(/Não há nada a autorizar/)).toBeVisible();
    expect(screen.queryByRole('button', { name: /Autorizar/ })).toBeNull();
  });
});
