import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { renderWith, type Server, unreachable } from '../../../tests/fakeClient';
import AppointmentsPage from './AppointmentsPage';
import { NOW, PATIENT, visit } from './sample.test-data';

vi.mock('~/session/session', () => ({ useSession: () => ({ viewer: PATIENT }) }));
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  history.replaceState(null, '', '/consultas');
});
afterEach(() => vi.useRealTimers());

const LAST = { hasNextPage: false, endCursor: null };
const list = (nodes: object[], pageInfo: object = LAST) => ({ nodes, pageInfo });
const NONE = { live: list([]), past: list([]), unrecorded: list([]), closed: list([]) };

function show(given: object, server: Server = {}) {
  renderWith({ AppointmentsPage: () => ({ ...NONE, ...given }), ...server }, <AppointmentsPage />);
}

describe('my appointments', () => {
  it('loading: shows the shape of what comes', () => {
    renderWith({}, <AppointmentsPage />);
    expect(screen.getByRole('status', { name: 'Carregando' })).toBeVisible();
  });

  it('error: says so and can be asked again', () => {
    renderWith({ AppointmentsPage: () => unreachable }, <AppointmentsPage />);
    expect(screen.getByRole('button', { name: 'Tentar de novo' })).toBeVisible();
  });

  it('empty: leads on to the search', () => {
    show({});
    expect(screen.getByText('Sua primeira consulta começa por aqui')).toBeVisible();
    expect(screen.getByRole('link', { name: 'Buscar um médico' })).toHaveAttribute('href', '/');
  });

  it('empty with a past: says that nothing is ahead, and keeps the past', () => {
    show({ past: list([{ id: 'a' }]) });
    expect(screen.getByText('Nada marcado por enquanto')).toBeVisible();
    expect(screen.getByRole('heading', { name: 'Passadas' })).toBeVisible();
    expect(screen.queryByRole('heading', { name: 'Não aconteceram' })).toBeNull();
  });

  it('ready: the next one large, then what waits and until when, then what comes', () => {
    show({
      live: list([
        visit('a', 'CONFIRMED', 130),
        visit('b', 'PENDING', 600),
        visit('c', 'CONFIRMED', 3_000),
        visit('e', 'CONFIRMED', -300),
      ]),
    });
    const next = within(screen.getByRole('region', { name: 'Próxima' }));
    expect(next.getByText('em 2 h 10 min')).toBeVisible();
    expect(next.getByText('hoje, 11:10')).toBeVisible();
    const waiting = within(screen.getByRole('region', { name: 'Aguardando resposta (1)' }));
    expect(waiting.getByText(/Resposta até/)).toHaveTextContent('Resposta até hoje, 10:00');
    const later = within(screen.getByRole('region', { name: 'Depois' }));
    expect(later.getAllByRole('link')).toHaveLength(1);
    expect(later.getByRole('link')).toHaveAttribute('href', '/consultas/c');
    expect(screen.getByRole('heading', { name: 'Passadas' })).toBeVisible();
  });

  it('shows the following page when it is wished, and moves the focus there', async () => {
    const more = { hasNextPage: true, endCursor: 'x' };
    const MoreLive = vi.fn(() => ({ appointments: list([visit('z', 'CONFIRMED', 9_000)]) }));
    show({ live: list([visit('a', 'CONFIRMED', 130)], more) }, { MoreLive });
    await userEvent.click(screen.getByRole('button', { name: 'Mostrar as seguintes' }));
    expect(MoreLive).toHaveBeenCalledWith(expect.objectContaining({ after: 'x' }));
    expect(document.activeElement).toContainElement(screen.getByRole('heading', { name: 'Mais adiante' }));
  });
});

describe('what was', () => {
  const past = { past: list([{ id: 'a' }]) };
  const open = () => userEvent.click(screen.getByText('Passadas'));

  it('is read once it is opened, and shown newest first', async () => {
    const HistoryWindow = vi.fn(() => ({
      appointments: list([
        visit('old', 'COMPLETED', -9_000),
        visit('new', 'NO_SHOW', -900),
        visit('x', 'CONFIRMED', 9),
      ]),
      older: list([]),
    }));
    show(past, { HistoryWindow });
    expect(HistoryWindow).not.toHaveBeenCalled();
    await open();
    const links = screen.getAllByRole('link').map((link) => link.getAttribute('href'));
    expect(links.filter((link) => link?.startsWith('/consultas/'))).toEqual([
      '/consultas/new',
      '/consultas/old',
    ]);
    expect(screen.queryByRole('button', { name: 'Mostrar mais antigas' })).toBeNull();
  });

  it('passes over empty windows, and goes back window by window as it is wished', async () => {
    const answers = [
      { appointments: list([]), older: list([{ id: 'x' }]) },
      { appointments: list([visit('b', 'COMPLETED', -300_000)]), older: list([{ id: 'x' }]) },
      { appointments: list([visit('a', 'COMPLETED', -900_000)]), older: list([]) },
    ];
    const froms = ['2026-08-24T03:00:00.000Z', '2025-11-24T03:00:00.000Z', '2023-11-24T03:00:00.000Z'];
    show(past, { HistoryWindow: ({ from }) => answers[froms.indexOf(String(from))] ?? 'never' });
    await open();
    expect(screen.getAllByText('Ana Souza')).toHaveLength(1);
    await userEvent.click(screen.getByRole('button', { name: 'Mostrar mais antigas' }));
    expect(screen.getAllByText('Ana Souza')).toHaveLength(2);
    expect(screen.queryByRole('button', { name: 'Mostrar mais antigas' })).toBeNull();
  });

  it('puts the later page of a full window above the earlier one', async () => {
    const HistoryWindow: Server[string] = ({ after }) =>
      after
        ? { appointments: list([visit('new', 'COMPLETED', -900)]) }
        : {
            appointments: list([visit('old', 'COMPLETED', -9_000)], { hasNextPage: true, endCursor: 'x' }),
            older: list([]),
          };
    show(past, { HistoryWindow });
    await open();
    const links = screen.getAllByRole('link').map((link) => link.getAttribute('href'));
    expect(links.filter((link) => link?.startsWith('/consultas/'))).toEqual([
      '/consultas/new',
      '/consultas/old',
    ]);
  });
});
