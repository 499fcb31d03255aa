import type { Session } from '~/session/session';
import type { HoldRefusal } from './ask';
import type { BookedAppointmentFragment } from './Booked.gen';
import type { Booking, BookRefusal } from './useBooking';
import type { Hold } from './useHold';

export type Refusal = HoldRefusal | BookRefusal;

/** Where one is in the sheet. */
export type Step =
  /** Nobody knows yet who is here. */
  | { kind: 'unknown' }
  | { kind: 'enter'; ended: boolean }
  /** Only patients book. */
  | { kind: 'otherRole' }
  | { kind: 'check' }
  | { kind: 'refused'; refusal: Refusal }
  | { kind: 'booked'; id: string; answered: BookedAppointmentFragment | undefined };

export function stepOf(
  { viewer, ended }: Pick<Session, 'viewer' | 'ended'>,
  hold: Hold,
  booking: Booking,
): Step {
  if (viewer === undefined) return { kind: 'unknown' };
  if (viewer === null) return { kind: 'enter', ended };
  if (viewer.__typename !== 'Patient') return { kind: 'otherRole' };
  if (booking.kind === 'booked')
    return { kind: 'booked', id: booking.appointment.id, answered: booking.appointment };
  if (booking.kind === 'refused') return { kind: 'refused', refusal: booking.refusal };
  if (booking.kind === 'sending') return { kind: 'check' };
  if (hold.kind === 'own') return { kind: 'booked', id: hold.appointmentId, answered: undefined };
  if (hold.kind === 'refused') return { kind: 'refused', refusal: hold.refusal };
  return { kind: 'check' };
}
