import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { refusedWith, unreachable } from '../../../tests/wholeClient';
import {
  answering,
  appointment,
  book,
  DOCTOR,
  enter,
  holding,
  names,
  PATIENT,
  sheet,
  show,
  title,
} from './sheet.test-data';

beforeEach(() => {
  enter(PATIENT);
  vi.clearAllMocks();
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
