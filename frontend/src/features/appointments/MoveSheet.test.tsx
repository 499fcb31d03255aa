import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { renderWith, type Server } from '../../../tests/fakeClient';
import { MoveSheet } from './MoveSheet';
import type { MoveSheetFragment } from './MoveSheet.gen';
import { PATIENT } from './sample.test-data';

vi.mock('~/session/session', () => ({ useSession: () => ({ viewer: PATIENT }) }));

const appointment: MoveSheetFragment = {
  ...{ __typename: 'Appointment', id: 'a' },
  slot: { __typename: 'Slot', id: 'old', startsAt: '2031-02-03T12:00:00Z' },
  doctor: { __typename: 'Doctor', id: 'd', name: 'Ana Souza', timeZone: 'America/Manaus' },
};
const slotAt = (id: string, startsAt: string) =>
  ({ __typename: 'Slot', id, startsAt, endsAt: startsAt, status: 'FREE' }) as const;
const told = { onChoose: vi.fn(), onClose: vi.fn(), onMoved: vi.fn(), onOutdated: vi.fn() };

function show(answer: Server[string]) {
  for (const each of Object.values(told)) each.mockClear();
  const slot = slotAt('new', '2031-02-05T13:30:00Z');
  const server = { RescheduleAppointment: answer };
  renderWith(server, <MoveSheet appointment={appointment} slot={slot} {...told} />);
}
const answering = (answer: object) => () => ({ rescheduleAppointment: answer });
const press = () => userEvent.click(screen.getByRole('button', { name: 'Trocar o horário' }));

describe('moving to another time', () => {
  it('shows both times and says what follows, before anything happens', () => {
    show(() => 'never');
    expect(screen.getByText('segunda-feira, 3 de fevereiro de 2031, 09:00')).toBeVisible();
    expect(screen.getByText('quarta-feira, 5 de fevereiro de 2031, 10:30')).toBeVisible();
    expect(screen.getByText(/Para Ana Souza, 09:30/)).toBeVisible();
    expect(screen.getByText(/espera outra vez a resposta de Ana Souza/)).toBeVisible();
  });

  it('waits for the server’s word', async () => {
    show(() => 'never');
    await press();
    expect(screen.getByRole('button', { name: 'Trocar o horário' })).toHaveAttribute('aria-disabled', 'true');
    expect(told.onMoved).not.toHaveBeenCalled();
  });

  it('goes on with the new appointment', async () => {
    const move = vi.fn(answering({ __typename: 'Appointment', id: 'b' }));
    show(move);
    await press();
    expect(move).toHaveBeenCalledWith({ id: 'a', slotId: 'new' });
    expect(told.onMoved).toHaveBeenCalledWith('b');
  });

  it('somebody was faster: offers the next free ones in place', async () => {
    const other = slotAt('other', '2031-02-05T15:00:00Z');
    show(answering({ __typename: 'SlotTaken', alternatives: [other] }));
    await press();
    expect(screen.getByRole('alert')).toHaveTextContent('acabou de ser ocupado. O seu continua guardado.');
    await userEvent.click(screen.getByRole('button', { name: /12:00/ }));
    expect(told.onChoose).toHaveBeenCalledWith(other);
  });

  it('the patient is busy then: shows the other visit', async () => {
    const other = {
      ...{ __typename: 'Appointment', id: 'z', doctor: { id: 'e', name: 'Rui Lima' } },
      slot: { id: 's', startsAt: '2031-02-05T13:00:00Z' },
    };
    show(answering({ __typename: 'PatientBusy', appointment: other }));
    await press();
    expect(screen.getByRole('link', { name: /Rui Lima/ })).toHaveAttribute('href', '/consultas/z');
  });

  it.each([
    [{ __typename: 'SlotInThePast' }, /Este horário já passou. O seu continua guardado/, false],
    [{ __typename: 'SlotNotFound' }, /Este horário saiu da agenda. O seu continua guardado/, false],
    [
      { __typename: 'TooLate', deadline: '2031-02-03T10:00:00Z' },
      /o prazo era seg\., 3 de fev\., 07:00/,
      true,
    ],
    [{ __typename: 'StatusConflict', status: 'CANCELLED' }, /agora está “Cancelada”/, true],
    [{ __typename: 'AppointmentNotFound' }, /Não encontramos esta consulta/, true],
  ])('says why not: %j', async (refused, words, outdated) => {
    show(answering(refused));
    await press();
    expect(screen.getByRole('alert')).toHaveTextContent(words);
    await userEvent.click(screen.getByRole('button', { name: 'Voltar à agenda' }));
    expect(told.onClose).toHaveBeenCalledOnce();
    expect(told.onOutdated).toHaveBeenCalledTimes(outdated ? 1 : 0);
  });
});
