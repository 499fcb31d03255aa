import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { renderWith, type Server, unreachable } from '../../../tests/fakeClient';
import WeekPage from './WeekPage';

const DOCTOR = { __typename: 'Doctor', id: 'd', name: 'Helena', timeZone: 'America/Sao_Paulo' };
vi.mock('~/session/session', () => ({ useSession: () => ({ viewer: DOCTOR }) }));
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-24T13:00:00Z') });
  history.replaceState(null, '', '/agenda/semana');
});
afterEach(() => vi.useRealTimers());

const slot = (id: string, startsAt: string, endsAt: string, status = 'FREE') => ({
  __typename: 'Slot',
  ...{ id, startsAt, endsAt, status },
});
const visit = (id: string, status: string, name: string, startsAt: string, endsAt: string) => ({
  __typename: 'Appointment',
  ...{ id, status, reason: 'Tosse', expiresAt: null },
  slot: slot(`s${id}`, startsAt, endsAt, 'BUSY'),
  patient: { __typename: 'Patient', id: `p${id}`, name },
});
const BRUNO = visit('a', 'CONFIRMED', 'Bruno', '2026-11-24T14:00:00Z', '2026-11-24T14:50:00Z');
const ANA = visit('b', 'PENDING', 'Ana', '2026-11-26T11:00:00Z', '2026-11-26T11:50:00Z');
const GONE = visit('c', 'CANCELLED', 'Caio', '2026-11-26T12:00:00Z', '2026-11-26T12:50:00Z');
const FREE = slot('f', '2026-11-24T12:00:00Z', '2026-11-24T12:50:00Z');

const part = (nodes: object[], hasNextPage = false) => ({ nodes, pageInfo: { hasNextPage } });
const FULL = {
  doctor: { id: 'd', slots: [FREE] },
  availability: { absences: [] },
  early: part([BRUNO]),
  late: part([ANA, GONE]),
};
const EMPTY = { ...FULL, doctor: { id: 'd', slots: [] }, early: part([]), late: part([]) };
const show = (week: object, server: Server = {}) =>
  renderWith({ Week: () => ({ ...week }), ...server }, <WeekPage />);

describe('the week', () => {
  it('loading: says which week and shows the shape of what comes', () => {
    renderWith({}, <WeekPage />);
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Semana de 23 a 29 de novembro');
    expect(screen.getByRole('status', { name: 'Carregando' })).toBeVisible();
  });

  it('error: says so and can be asked again', () => {
    renderWith({ Week: () => unreachable }, <WeekPage />);
    expect(screen.getByRole('button', { name: 'Tentar de novo' })).toBeVisible();
  });

  it('empty: leads on to the doctor’s times', () => {
    show(EMPTY);
    expect(screen.getByText('Nada nesta semana')).toBeVisible();
    expect(screen.getByRole('link', { name: 'Ver seus horários' })).toHaveAttribute(
      'href',
      '/agenda/horarios',
    );
  });

  it('ready: each day is a headed list, soonest first, on the doctor’s clock', () => {
    show(FULL);
    expect(screen.getAllByRole('heading', { level: 2 })).toHaveLength(7);
    const tuesday = screen.getByRole('list', { name: /^terça-feira, 24 de novembro/ });
    const items = within(tuesday).getAllByRole('button');
    expect(items.map((item) => item.textContent)).toEqual(['09:00livre', '11:00BrunoConfirmada']);
    const thursday = screen.getByRole('list', { name: /^quinta-feira, 26 de novembro/ });
    expect(within(thursday).getByRole('button')).toHaveTextContent('08:00AnaAguardando');
  });

  it('counts in words what is shown; what was cancelled is not', () => {
    show(FULL);
    expect(screen.getByText(/1 consulta/)).toHaveTextContent('1 consulta, 1 pedido, 1 livre');
    expect(screen.queryByText('Caio')).toBeNull();
  });

  it('says when there is more than it shows', () => {
    show({ ...FULL, late: part([ANA], true) });
    expect(screen.getByText(/tem mais consultas do que cabem/)).toBeVisible();
  });

  it('names an absence on its days', () => {
    const absence = {
      id: 'x',
      startsAt: '2026-11-25T03:00:00Z',
      endsAt: '2026-11-26T03:00:00Z',
      note: 'Folga',
    };
    show({ ...FULL, availability: { absences: [absence] } });
    expect(screen.getAllByText('ausência: Folga')).toHaveLength(1);
  });

  it('takes the week from the address, from any of its days', () => {
    history.replaceState(null, '', '/agenda/semana?de=2027-06-30');
    renderWith({}, <WeekPage />);
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent(
      'Semana de 28 de junho a 4 de julho de 2027',
    );
    expect(screen.getByRole('link', { name: 'Próxima semana' })).toHaveAttribute(
      'href',
      '/agenda/semana?de=2027-07-05',
    );
  });
});

describe('a free time', () => {
  async function withdraw(answer: object) {
    show(FULL, { WithdrawSlot: () => ({ withdrawSlot: answer }) });
    await userEvent.click(screen.getByRole('button', { name: /09:00/ }));
    await userEvent.click(screen.getByRole('button', { name: 'Retirar este horário' }));
  }

  it('taken meanwhile: says that a patient was faster', async () => {
    await withdraw({ __typename: 'SlotTaken' });
    expect(screen.getByRole('alert')).toHaveTextContent('Um paciente foi mais rápido');
  });

  it('gone meanwhile: says so', async () => {
    await withdraw({ __typename: 'SlotNotFound' });
    expect(screen.getByRole('alert')).toHaveTextContent('já não existe');
  });

  it('withdrawn: the sheet closes and the keyboard is on its day', async () => {
    await withdraw({ __typename: 'Slot', id: 'f', status: 'WITHDRAWN' });
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(screen.getByRole('heading', { name: /^terça-feira, 24/ })).toHaveFocus();
  });
});

describe('an appointment', () => {
  it('opens with its reason, what can be done and a link to its page', async () => {
    show(FULL, { VisitSheet: () => ({ appointment: ANA }) });
    await userEvent.click(screen.getByRole('button', { name: /Ana/ }));
    const sheet = within(screen.getByRole('dialog', { name: 'Ana' }));
    expect(sheet.getByText('Tosse')).toBeVisible();
    expect(sheet.getByRole('button', { name: /Aceitar/ })).toBeVisible();
    expect(sheet.getByRole('link', { name: 'Abrir a página da consulta' })).toHaveAttribute(
      'href',
      '/agenda/pedidos/b',
    );
  });

  it('not there any more: says so', async () => {
    show(FULL, { VisitSheet: () => ({ appointment: null }) });
    await userEvent.click(screen.getByRole('button', { name: /Ana/ }));
    expect(screen.getByText('Esta consulta já não está na sua agenda.')).toBeVisible();
  });
});
