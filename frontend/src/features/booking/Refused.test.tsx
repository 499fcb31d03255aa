import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { unreachable } from '../../../tests/wholeClient';
import {
  answering,
  appointment,
  book,
  doctor,
  enter,
  full,
  onChoose,
  onClose,
  PATIENT,
  refusingHold,
  sheet,
  show,
  slotAt,
  title,
} from './sheet.test-data';

beforeEach(() => {
  enter(PATIENT);
  vi.clearAllMocks();
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
