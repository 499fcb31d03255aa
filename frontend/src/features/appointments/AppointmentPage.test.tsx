import { screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { renderWith, unreachable } from '../../../tests/fakeClient';
import AppointmentPage from './AppointmentPage';
import { at, NOW, PATIENT, visit } from './sample.test-data';

vi.mock('~/session/session', () => ({ useSession: () => ({ viewer: PATIENT }) }));
vi.mock('~/shared/agenda/Agenda', () => ({ Agenda: () => <p>agenda</p> }));
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  history.replaceState(null, '', '/consultas/a');
});
afterEach(() => vi.useRealTimers());

function show(appointment: object | null, replacement: object[] = []) {
  const server = {
    AppointmentPage: () => ({ appointment }),
    Replacement: () => ({ appointments: { nodes: replacement } }),
  };
  renderWith(server, <AppointmentPage id="a" />);
}
const said = () =>
  screen.getByText((_, node) => node?.parentElement?.className.startsWith('what-next') ?? false, {
    selector: 'p',
  });
const actions = () =>
  ['Pôr no calendário', 'Remarcar', 'Cancelar…', 'Imprimir'].filter((name) =>
    screen.queryByText(name, { selector: 'button, a' }),
  );

describe('one appointment', () => {
  it('loading: shows the shape of what comes', () => {
    renderWith({}, <AppointmentPage id="a" />);
    expect(screen.getByRole('status', { name: 'Carregando' })).toBeVisible();
  });

  it('error: says so and can be asked again', () => {
    renderWith({ AppointmentPage: () => unreachable }, <AppointmentPage id="a" />);
    expect(screen.getByRole('button', { name: 'Tentar de novo' })).toBeVisible();
  });

  it('empty: what is not there and what is somebody else’s look the same', () => {
    show(null);
    expect(screen.getByText('Esta consulta não existe, ou não está na sua conta.')).toBeVisible();
  });

  it('ready: tells when, on whose clock, with whom, the price and the reason', () => {
    show(visit('a', 'CONFIRMED', 600, { confirmedAt: at(-100), reason: 'Dor de cabeça' }));
    expect(screen.getByRole('heading', { level: 1, name: 'Consulta com Ana Souza' })).toBeVisible();
    expect(screen.getByText('às 19:00')).toBeVisible();
    expect(screen.getByText(/Para Ana Souza, 18:00 \(horário do Amazonas, GMT-4\)/)).toBeVisible();
    expect(screen.getByText('R$ 188')).toBeVisible();
    expect(screen.getByText('Dor de cabeça')).toBeVisible();
    expect(screen.getByRole('link', { name: 'Ana Souza' })).toHaveAttribute('href', '/medicos/d');
  });
});

describe('what is said and may be done', () => {
  it('waiting: until when the doctor answers', () => {
    show(visit('a', 'PENDING', 600));
    expect(said()).toHaveTextContent('Ana Souza responde até hoje, às 10:00');
    expect(actions()).toEqual(['Remarcar', 'Cancelar…', 'Imprimir']);
  });

  it('lapsed: that the time is over, whether or not the server has written it down', () => {
    show(visit('a', 'PENDING', 600, { expiresAt: at(-1) }));
    expect(said()).toHaveTextContent('O prazo para Ana Souza responder terminou.');
    expect(actions()).toEqual(['Imprimir']);
  });

  it('confirmed: all that is possible, and until when', () => {
    show(visit('a', 'CONFIRMED', 600));
    expect(said()).toHaveTextContent(
      'Tudo certo: Ana Souza confirmou para hoje, às 19:00. Você recebe um lembrete antes.',
    );
    expect(actions()).toEqual(['Pôr no calendário', 'Remarcar', 'Cancelar…', 'Imprimir']);
    expect(screen.getByText('Você pode remarcar ou cancelar até hoje, 17:00.')).toBeVisible();
  });

  it('confirmed, in the last two hours: no more changes', () => {
    show(visit('a', 'CONFIRMED', 119));
    expect(actions()).toEqual(['Pôr no calendário', 'Imprimir']);
    expect(screen.getByText('O prazo para remarcar ou cancelar terminou: hoje, 08:59.')).toBeVisible();
  });

  it.each([
    ['CONFIRMED', -10, {}, 'Está na hora: esta consulta vai até 09:40.'],
    ['CONFIRMED', -100, {}, 'O horário já passou. Ana Souza ainda vai registrar como foi.'],
    ['COMPLETED', -100, { closedAt: at(-50), closedBy: 'DOCTOR' }, 'A consulta aconteceu.'],
    [
      'NO_SHOW',
      -100,
      { closedAt: at(-50), closedBy: 'DOCTOR' },
      'Ana Souza registrou que você não compareceu.',
    ],
    [
      'DECLINED',
      600,
      { closedAt: at(-50), closedBy: 'DOCTOR', closedReason: 'Congresso' },
      'Ana Souza não pôde atender neste horário. Congresso',
    ],
    ['EXPIRED', 600, { closedAt: at(-50), closedBy: 'SYSTEM' }, 'Ana Souza não respondeu a tempo.'],
    [
      'CANCELLED',
      600,
      { closedAt: at(-50), closedBy: 'PATIENT', closedReason: 'Viagem' },
      'Você cancelou. Viagem',
    ],
    [
      'CANCELLED',
      600,
      { closedAt: at(-50), closedBy: 'DOCTOR', closedReason: 'Emergência' },
      'Ana Souza cancelou. Emergência',
    ],
    ['CANCELLED', 600, { closedAt: at(-50), closedBy: 'SYSTEM' }, 'A clínica cancelou.'],
  ])('%s, %d minutes from now, %j', (status, minutes, given, words) => {
    show(visit('a', status, minutes, given));
    expect(said()).toHaveTextContent(words);
    expect(actions()).not.toContain('Cancelar…');
  });

  it('replaced: leads to the one that took its place, and hides the server’s own word', () => {
    const given = { closedAt: at(-50), closedBy: 'SYSTEM', closedReason: 'rescheduled' };
    show(visit('a', 'CANCELLED', 600, given), [visit('b', 'PENDING', 900, { rescheduledFrom: { id: 'a' } })]);
    expect(said()).toHaveTextContent(/^Você trocou este horário por outro\.$/);
    expect(screen.getByRole('link', { name: 'Ver o novo horário' })).toHaveAttribute('href', '/consultas/b');
  });

  it('replacing another: leads to the old one', () => {
    show(visit('a', 'PENDING', 600, { rescheduledFrom: visit('old', 'CANCELLED', 300) }));
    expect(screen.getByRole('link', { name: /24 de nov/ })).toHaveAttribute('href', '/consultas/old');
  });
});

describe('rescheduling', () => {
  beforeEach(() => history.replaceState(null, '', '/consultas/a?remarcar=1'));

  it('keeps the old time in sight, above the agenda', () => {
    show(visit('a', 'CONFIRMED', 600));
    expect(screen.getByRole('heading', { level: 1, name: 'Remarcar a consulta' })).toBeVisible();
    expect(screen.getByText('hoje, 19:00')).toBeVisible();
    expect(screen.getByText('agenda')).toBeVisible();
  });

  it('is not offered once it is too late: the appointment is shown instead', () => {
    show(visit('a', 'CONFIRMED', 60));
    expect(screen.getByRole('heading', { level: 1, name: 'Consulta com Ana Souza' })).toBeVisible();
    expect(screen.queryByText('agenda')).toBeNull();
  });
});
