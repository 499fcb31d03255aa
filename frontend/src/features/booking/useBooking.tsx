import { type RefObject, useEffect, useRef, useState } from 'react';
import { CombinedError, useClient } from 'urql';
import { troubleOf } from '~/shared/lib/trouble';
import { tell } from '~/shared/ui/notices';
import type { BookedAppointmentFragment } from './Booked.gen';
import { BookDocument, type BookMutation } from './book.gen';
import { useKeys } from './key';
import { LateNews } from './LateNews';

type Answer = BookMutation['bookAppointment'];
type Problem = Exclude<Answer, { __typename: 'Appointment' }>;
export type BookRefusal = Exclude<Problem, { __typename: 'InvalidInput' }>;

export type Booking =
  | { kind: 'idle' }
  | { kind: 'sending' }
  | { kind: 'booked'; appointment: BookedAppointmentFragment }
  | { kind: 'refused'; refusal: BookRefusal }
  /** What is wrong with the reason, in the server's words. */
  | { kind: 'invalid'; message: string }
  | { kind: 'trouble'; error: CombinedError };

const IDLE: Booking = { kind: 'idle' };

/** Asks for the visit, and waits for the server's word. `kept` is true from the press on. */
export function useBooking(slotId: string, kept: RefObject<boolean>) {
  const client = useClient();
  const keyOf = useKeys();
  const [known, setKnown] = useState<{ slotId: string; booking: Booking }>();
  const isOpen = useOpen();

  async function book(reason: string): Promise<void> {
    kept.current = true;
    setKnown({ slotId, booking: { kind: 'sending' } });
    const input = { slotId, reason: reason.trim() || null, idempotencyKey: keyOf(slotId) };
    const { data, error } = await client.mutation(BookDocument, { input }).toPromise();
    const booking = bookingOf(data?.bookAppointment, error);
    kept.current = booking.kind === 'booked';
    if (isOpen.current) setKnown({ slotId, booking });
    else tellLater(slotId, booking);
  }
  return { booking: known?.slotId === slotId ? known.booking : IDLE, book };
}

function bookingOf(answer: Answer | undefined, error: CombinedError | undefined): Booking {
  if (!answer && error && troubleOf(error).kind === 'signedOut') return IDLE; // the sheet asks to sign in again
  if (!answer) return { kind: 'trouble', error: error ?? new CombinedError({ networkError: new Error() }) };
  if (answer.__typename === 'Appointment') return { kind: 'booked', appointment: answer };
  if (answer.__typename === 'InvalidInput')
    return { kind: 'invalid', message: answer.fields[0]?.message ?? '' };
  return { kind: 'refused', refusal: answer };
}

/** The sheet was closed before the answer came. */
function tellLater(slotId: string, booking: Booking): void {
  const isBooked = booking.kind === 'booked';
  tell({
    key: isBooked ? booking.appointment.id : slotId,
    kind: isBooked ? 'info' : 'warn',
    children: (
      <LateNews
        appointment={isBooked ? booking.appointment : undefined}
        isRefused={booking.kind !== 'trouble'}
      />
    ),
  });
}

function useOpen(): RefObject<boolean> {
  const open = useRef(true);
  useEffect(() => {
    open.current = true;
    return () => {
      open.current = false;
    };
  }, []);
  return open;
}
