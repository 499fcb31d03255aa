import { screen } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { answering, appointment, book, enter, PATIENT, show, title } from './sheet.test-data';

beforeEach(() => {
  enter(PATIENT);
  vi.clearAllMocks();
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
