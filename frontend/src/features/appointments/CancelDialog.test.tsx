import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { renderWith, type Server, unreachable } from '../../../tests/fakeClient';
import { CancelDialog } from './CancelDialog';
import type { CancelDialogFragment } from './CancelDialog.gen';
import { PATIENT } from './sample.test-data';

vi.mock('~/session/session', () => ({ useSession: () => ({ viewer: PATIENT }) }));

const appointment: CancelDialogFragment = {
  ...{ __typename: 'Appointment', id: 'a' },
  slot: { __typename: 'Slot', id: 's', startsAt: '2027-02-01T12:00:00Z' },
  doctor: { __typename: 'Doctor', id: 'd', name: 'Ana Souza' },
};
const [onClose, onCancelled] = [vi.fn(), vi.fn()];

function show(answer: Server[string]) {
  onCancelled.mockClear();
  onClose.mockClear();
  const server = { CancelAppointment: answer };
  renderWith(server, <CancelDialog appointment={appointment} onClose={onClose} onCancelled={onCancelled} />);
}
const refusing = (refused: object) => () => ({ cancelAppointment: refused });
const choose = (reason: string) => userEvent.click(screen.getByRole('radio', { name: reason }));
const press = () => userEvent.click(screen.getByRole('button', { name: 'Cancelar consulta' }));

describe('cancelling', () => {
  it('starts on what changes nothing', () => {
    show(() => 'never');
    expect(screen.getByRole('button', { name: 'Manter consulta' })).toHaveAttribute('autofocus');
  });

  it('asks for a reason before it asks the server', async () => {
    const cancel = vi.fn(() => 'never' as const);
    show(cancel);
    await press();
    expect(screen.getByRole('alert')).toHaveTextContent('Escolha um motivo');
    expect(cancel).not.toHaveBeenCalled();
  });

  it('sends the reason that was chosen, and says that it is done', async () => {
    const cancel = vi.fn(refusing({ __typename: 'Appointment', id: 'a', status: 'CANCELLED' }));
    show(cancel);
    await choose('Marquei por engano');
    await press();
    expect(cancel).toHaveBeenCalledWith({ id: 'a', reason: 'Marquei por engano' });
    expect(onCancelled).toHaveBeenCalledOnce();
  });

  it('takes the patient’s own words, long enough', async () => {
    const cancel = vi.fn(() => 'never' as const);
    show(cancel);
    await choose('Outro motivo');
    const field = screen.getByRole('textbox', { name: 'Conte em poucas palavras' });
    await userEvent.type(field, ' a ');
    await press();
    expect(field).toHaveAccessibleDescription(/pelo menos 3 letras/);
    await userEvent.type(field, 'bc ');
    await press();
    expect(cancel).toHaveBeenCalledWith({ id: 'a', reason: 'a bc' });
  });

  it.each([
    [{ __typename: 'TooLate', deadline: '2027-02-01T10:00:00Z' }, /o prazo era seg\., 1 de fev\., 07:00/],
    [{ __typename: 'StatusConflict', status: 'DECLINED' }, /agora está “Recusada”/],
    [{ __typename: 'AppointmentNotFound' }, /Não encontramos esta consulta/],
    [
      { __typename: 'InvalidInput', fields: [{ path: 'reason', message: 'É curto demais.' }] },
      /É curto demais/,
    ],
  ])('says why not: %j', async (refused, words) => {
    show(refusing(refused));
    await choose('Já me sinto melhor');
    await press();
    expect(screen.getByRole('alert')).toHaveTextContent(words);
    expect(onCancelled).not.toHaveBeenCalled();
  });

  it('loses nothing that was written when nobody answers', async () => {
    show(() => unreachable);
    await choose('Outro motivo');
    await userEvent.type(screen.getByRole('textbox'), 'Uma viagem');
    await press();
    expect(screen.getByRole('alert')).toHaveTextContent('Não conseguimos falar com a clínica');
    expect(screen.getByRole('textbox')).toHaveValue('Uma viagem');
  });
});
