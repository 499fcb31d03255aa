import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { refusedWith, renderBefore, type SlowServer, unreachable } from '../../../tests/wholeClient';
import ConfirmSheet from './ConfirmSheet';

const PATIENT = {
  __typename: 'Patient',
  id: 'p',
  name: 'Ana',
  timeZone: 'America/Sao_Paulo',
  locale: 'pt-BR',
};
const DOCTOR = { __typename: 'Doctor', id: 'x', name: 'Bia', timeZone: 'America/Sao_Paulo' };
const session = vi.hoisted(() => ({
  now: { viewer: undefined as unknown, trouble: undefined as unknown, ended: false, begin: async () => {} },
}));
vi.mock('~/session/session', () => ({ useSession: () => session.now }));
const enter = (viewer: unknown, ended = false) => {
  session.now = { ...session.now, viewer, ended, trouble: undefined };
};

const doctor = {
  __typename: 'Doctor' as const,
  id: 'd',
  name: 'Mariana Costa',
  timeZone: 'America/Manaus',
  feeCents: 18800,
  specialties: [{ __typename: 'Specialty' as const, code: 'psychiatry', name: 'Psiquiatria' }],
};
const slotAt = (id: string, hour: number) => ({
  __typename: 'Slot' as const,
  id,
  startsAt: `2027-02-01T${hour}:30:00Z`,
  endsAt: `2027-02-01T${hour + 1}:20:00Z`,
});
const full = (id: string, hour: number) => ({ ...slotAt(id, hour), status: 'FREE', doctor });
const heldNow = () => ({
  holdSlot: {
    __typename: 'SlotHold',
    expiresAt: new Date(Date.now() + 300_000).toISOString(),
    slot: full('s', 16),
  },
});
const appointment = (given: object = {}) => ({
  __typename: 'Appointment',
  id: 'a',
  status: 'PENDING',
  expiresAt: '2027-02-01T14:30:00Z',
  closedBy: null,
  closedReason: null,
  slot: slotAt('s', 16),
  doctor,
  ...given,
});
const holding: SlowServer = { HoldSlot: heldNow, ReleaseSlot: () => ({ releaseSlot: full('s', 16) }) };
const answering = (answer: object): SlowServer => ({ ...holding, Book: () => ({ bookAppointment: answer }) });
const refusingHold = (answer: object): SlowServer => ({
  HoldSlot: () => ({ holdSlot: answer }),
  OwnAhead: () => ({ appointments: { __typename: 'AppointmentConnection', nodes: [] } }),
});

const [onChoose, onClose] = [vi.fn(), vi.fn()];
const sheet = (slotId = 's') => (
  <ConfirmSheet
    slotId={slotId}
    slot={slotAt('s', 16)}
    doctor={doctor}
    onChoose={onChoose}
    onClose={onClose}
  />
);
const show = (server: SlowServer) => renderBefore(server, sheet());
const title = (name: string) => screen.findByRole('heading', { level: 2, name });
const book = async () => userEvent.click(await screen.findByRole('button', { name: 'Marcar consulta' }));
const names = (asked: { name: string }[]) => asked.map(({ name }) => name);

beforeEach(() => {
  enter(PATIENT);
  onChoose.mockClear();
  onClose.mockClear();
});
afterEach(() => vi.useRealTimers());

describe('a patient who is signed in', () => {
  it('sees day, hour and both clocks, price and minutes, and the countdown of the hold', async () => {
    show(holding);
    expect(await screen.findByText('5:00')).toBeVisible();
    expect(screen.getByText('segunda-feira, 1 de fevereiro às 13:30')).toBeVisible();
    expect(screen.getByText(/Para quem atende são 12:30 \(horário do Amazonas, GMT-4\)/)).toBeVisible();
    expect(screen.getByText(/50 minutos/)).toBeVisible();
    expect(screen.getByText('R$ 188')).toBeVisible();
  });

  it('books without a reason, once held', async () => {
    const { asked } = show({ ...answering(appointment()), Booked: () => ({ appointment: appointment() }) });
    await book();
    await title('Pedido enviado');
    const [, sent] = asked;
    expect(names(asked).slice(0, 2)).toEqual(['HoldSlot', 'Book']);
    expect(sent?.variables.input).toMatchObject({ slotId: 's', reason: null });
  });

  it('does not call a booking made before the server says so', async () => {
    show({ ...holding, Book: () => 'never' });
    await book();
    expect(screen.getByRole('button', { name: 'Marcar consulta' })).toHaveAttribute('aria-disabled', 'true');
    expect(screen.queryByRole('heading', { name: 'Pedido enviado' })).toBeNull();
  });

  it('sends the same key after a lost answer, with what was typed', async () => {
    let lost = true;
    const { asked } = show({
      ...holding,
      Book: () => (lost ? unreachable : { bookAppointment: appointment() }),
      Booked: () => ({ appointment: appointment() }),
    });
    await userEvent.click(await screen.findByText('Quer contar o motivo? (opcional)'));
    await userEvent.type(screen.getByLabelText('Motivo da consulta'), 'Dor de cabeça');
    await book();
    expect(await screen.findByText(/não é feito duas vezes/)).toBeVisible();
    lost = false;
    await userEvent.click(screen.getByRole('button', { name: 'Tentar de novo' }));
    await title('Pedido enviado');
    const inputs = asked.filter(({ name }) => name === 'Book').map(({ variables }) => variables.input);
    expect(inputs).toHaveLength(2);
    expect(inputs[1]).toEqual(inputs[0]);
    expect(inputs[0]).toMatchObject({ reason: 'Dor de cabeça' });
  });

  it('is told when the reason is too short before anything is sent', async () => {
    const { asked } = show(holding);
    await userEvent.click(await screen.findByText('Quer contar o motivo? (opcional)'));
    await userEvent.type(screen.getByLabelText('Motivo da consulta'), 'ai');
    await book();
    expect(screen.getByText('Escreva pelo menos 3 caracteres, ou deixe em branco.')).toBeVisible();
    expect(screen.getByLabelText('Motivo da consulta')).toHaveFocus();
    expect(names(asked)).toEqual(['HoldSlot']);
  });

  it('lets the slot go when the sheet closes, and keeps it when it is booked', async () => {
    const closed = show(holding);
    await screen.findByText('5:00');
    closed.unmount();
    await waitFor(() => expect(names(closed.asked)).toContain('ReleaseSlot'));
    const booked = show({ ...answering(appointment()), Booked: () => ({ appointment: appointment() }) });
    await book();
    await title('Pedido enviado');
    booked.unmount();
    await act(async () => {});
    expect(names(booked.asked)).not.toContain('ReleaseSlot');
  });

  it('can hold again when the five minutes are over; what was typed stays', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const { asked } = show(holding);
    await userEvent
      .setup({ advanceTimers: vi.advanceTimersByTime })
      .click(await screen.findByText('Quer contar o motivo? (opcional)'));
    await userEvent
      .setup({ advanceTimers: vi.advanceTimersByTime })
      .type(screen.getByLabelText('Motivo da consulta'), 'Tosse');
    await act(() => vi.advanceTimersByTimeAsync(245_000));
    expect(screen.getByText('Falta um minuto para o horário deixar de estar guardado.')).toBeInTheDocument();
    await act(() => vi.advanceTimersByTimeAsync(60_000));
    expect(screen.getByText(/cinco minutos acabaram/)).toBeVisible();
    screen.getByRole('button', { name: 'Guardar de novo' }).click();
    expect(await screen.findByRole('button', { name: 'Marcar consulta' })).toBeVisible();
    expect(screen.getByLabelText('Motivo da consulta')).toHaveValue('Tosse');
    await waitFor(() => expect(names(asked)).toEqual(['HoldSlot', 'HoldSlot']));
  });
});

describe('what the clinic refuses', () => {
  const taken = { __typename: 'SlotTaken', alternatives: [full('t', 17), full('u', 18)] };

  it('taken: offers the alternatives in place, and goes on with the one that is chosen', async () => {
    const { again, asked } = show(refusingHold(taken));
    await title('Acabou de ser ocupado');
    await userEvent.click(screen.getByRole('button', { name: /14:30/ }));
    expect(onChoose).toHaveBeenCalledWith('t');
    again(sheet('t'));
    await waitFor(() => expect(asked.at(-2)?.variables).toEqual({ id: 't' }));
  });

  it('taken, and none left: leads to the agenda', async () => {
    show(refusingHold({ ...taken, alternatives: [] }));
    expect(await screen.findByRole('link', { name: 'Ver a agenda toda' })).toHaveAttribute(
      'href',
      '/medicos/d',
    );
  });

  it('taken by this very patient a moment ago: shows the appointment', async () => {
    const nodes = [{ __typename: 'Appointment', id: 'a', slot: { __typename: 'Slot', id: 's' } }];
    show({
      ...refusingHold(taken),
      OwnAhead: () => ({ appointments: { __typename: 'AppointmentConnection', nodes } }),
      Booked: () => ({ appointment: appointment({ status: 'CONFIRMED' }) }),
    });
    await title('Consulta confirmada');
  });

  it.each([
    ['SlotNotFound', 'Fora da agenda'],
    ['SlotInThePast', 'Este horário passou'],
  ])('%s: says so and leads to the agenda', async (__typename, name) => {
    show(refusingHold({ __typename, message: '' }));
    await title(name);
    expect(screen.getByRole('link', { name: 'Ver a agenda toda' })).toBeVisible();
  });

  it('busy: shows the other appointment', async () => {
    const other = {
      __typename: 'Appointment',
      id: 'b',
      slot: slotAt('o', 16),
      doctor: { ...doctor, name: 'Rui' },
    };
    show(answering({ __typename: 'PatientBusy', appointment: other }));
    await book();
    await title('Você já tem consulta');
    expect(screen.getByRole('link', { name: 'Ver essa consulta' })).toHaveAttribute('href', '/consultas/b');
    await userEvent.click(screen.getByRole('button', { name: 'Escolher outro horário' }));
    expect(onClose).toHaveBeenCalled();
  });

  it('another request with the same key: leads to the list', async () => {
    show(answering({ __typename: 'IdempotencyMismatch', message: '' }));
    await book();
    await title('O pedido já chegou');
  });

  it('the reason: says so at the field', async () => {
    const fields = [{ __typename: 'InvalidField', path: 'reason', message: 'É longo demais.' }];
    show(answering({ __typename: 'InvalidInput', fields }));
    await book();
    expect(await screen.findByText('É longo demais.')).toBeVisible();
  });

  it('unreachable while holding: says so and can be tried again', async () => {
    show({ HoldSlot: () => unreachable });
    expect(await screen.findByText(/Não conseguimos falar com a clínica/)).toBeVisible();
    expect(screen.getByRole('button', { name: 'Tentar de novo' })).toBeVisible();
  });
});

describe('who is here', () => {
  it('a visitor signs in inside the sheet, and the slot is held from then on', async () => {
    enter(null);
    const { asked, again } = show(holding);
    expect(screen.getByRole('heading', { level: 3, name: 'Entre para marcar' })).toBeVisible();
    expect(screen.getByText(/segunda-feira, 1 de fevereiro às/)).toBeVisible(); // on the browser's clock
    expect(asked).toEqual([]);
    enter(PATIENT);
    again(sheet());
    expect(await screen.findByText('5:00')).toBeVisible();
  });

  it('a session that ended meanwhile: sign in again, and nothing is lost', async () => {
    const { again } = show({ ...holding, Book: () => refusedWith('UNAUTHENTICATED') });
    await userEvent.click(await screen.findByText('Quer contar o motivo? (opcional)'));
    await userEvent.type(screen.getByLabelText('Motivo da consulta'), 'Tosse');
    await book();
    enter(null, true);
    again(sheet());
    expect(await screen.findByText(/Sua sessão terminou/)).toBeVisible();
    enter(PATIENT);
    again(sheet());
    expect(await screen.findByLabelText('Motivo da consulta')).toHaveValue('Tosse');
    expect(screen.getByRole('button', { name: 'Marcar consulta' })).toBeVisible();
  });

  it('a doctor is told that only patients book', async () => {
    enter(DOCTOR);
    const { asked } = show(holding);
    expect(screen.getByText(/Só pacientes marcam consultas/)).toBeVisible();
    expect(asked).toEqual([]);
  });

  it('not known yet: shows the choice and the shape of what comes', () => {
    enter(undefined);
    show(holding);
    expect(screen.getByRole('status', { name: 'Carregando' })).toBeVisible();
  });
});

describe('what the doctor answers', () => {
  const answered = async (given: object) => {
    show({ ...answering(appointment()), Booked: () => ({ appointment: appointment(given) }) });
    await book();
  };

  it('nothing yet: says until when', async () => {
    await answered({});
    await title('Pedido enviado');
    expect(screen.getByText('Falta a resposta de Mariana Costa')).toBeVisible();
    expect(screen.getByText(/A resposta vem até/)).toBeVisible();
  });

  it('yes: offers the calendar', async () => {
    await answered({ status: 'CONFIRMED', expiresAt: null });
    await title('Consulta confirmada');
    expect(screen.getByRole('button', { name: 'Pôr no calendário' })).toBeVisible();
  });

  it('no: tells why, and leads on', async () => {
    await answered({ status: 'DECLINED', closedReason: 'Estarei em cirurgia.' });
    await title('Pedido recusado');
    expect(screen.getByText('Estarei em cirurgia.')).toBeVisible();
    expect(screen.getByRole('link', { name: 'Escolher outro horário' })).toBeVisible();
  });

  it('never: says so, and leads on', async () => {
    await answered({ status: 'EXPIRED' });
    await title('Sem resposta a tempo');
    expect(screen.getByRole('link', { name: 'Escolher outro horário' })).toBeVisible();
  });
});
