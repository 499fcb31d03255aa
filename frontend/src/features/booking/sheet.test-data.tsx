/** The sheet as a patient opens it, and what a server answers it. */
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { vi } from 'vitest';
import { renderBefore, type SlowServer } from '../../../tests/wholeClient';
import ConfirmSheet from './ConfirmSheet';

export const PATIENT = {
  __typename: 'Patient',
  id: 'p',
  name: 'Ana',
  timeZone: 'America/Sao_Paulo',
  locale: 'pt-BR',
};
export const DOCTOR = { __typename: 'Doctor', id: 'x', name: 'Bia', timeZone: 'America/Sao_Paulo' };
const session = vi.hoisted(() => ({
  now: { viewer: undefined as unknown, trouble: undefined as unknown, ended: false, begin: async () => {} },
}));
vi.mock('~/session/session', () => ({ useSession: () => session.now }));
export const enter = (viewer: unknown, ended = false) => {
  session.now = { ...session.now, viewer, ended, trouble: undefined };
};

export const doctor = {
  __typename: 'Doctor' as const,
  id: 'd',
  name: 'Mariana Costa',
  timeZone: 'America/Manaus',
  feeCents: 18800,
  specialties: [{ __typename: 'Specialty' as const, code: 'psychiatry', name: 'Psiquiatria' }],
};
export const slotAt = (id: string, hour: number) => ({
  __typename: 'Slot' as const,
  id,
  startsAt: `2027-02-01T${hour}:30:00Z`,
  endsAt: `2027-02-01T${hour + 1}:20:00Z`,
});
export const full = (id: string, hour: number) => ({ ...slotAt(id, hour), status: 'FREE', doctor });
const heldNow = () => ({
  holdSlot: {
    __typename: 'SlotHold',
    expiresAt: new Date(Date.now() + 300_000).toISOString(),
    slot: full('s', 16),
  },
});
export const appointment = (given: object = {}) => ({
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
export const holding: SlowServer = { HoldSlot: heldNow, ReleaseSlot: () => ({ releaseSlot: full('s', 16) }) };
export const answering = (answer: object): SlowServer => ({
  ...holding,
  Book: () => ({ bookAppointment: answer }),
});
export const refusingHold = (answer: object): SlowServer => ({
  HoldSlot: () => ({ holdSlot: answer }),
  OwnAhead: () => ({ appointments: { __typename: 'AppointmentConnection', nodes: [] } }),
});

export const [onChoose, onClose] = [vi.fn(), vi.fn()];
export const sheet = (slotId = 's') => (
  <ConfirmSheet
    slotId={slotId}
    slot={slotAt('s', 16)}
    doctor={doctor}
    onChoose={onChoose}
    onClose={onClose}
  />
);
export const show = (server: SlowServer) => renderBefore(server, sheet());
export const title = (name: string) => screen.findByRole('heading', { level: 2, name });
export const book = async () =>
  userEvent.click(await screen.findByRole('button', { name: 'Marcar consulta' }));
export const names = (asked: { name: string }[]) => asked.map(({ name }) => name);
