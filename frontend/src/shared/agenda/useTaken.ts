import { useState } from 'react';
import { useSubscription } from 'urql';
import { AgendaChangedDocument, type AgendaSlotFragment } from './Agenda.gen';

/**
 * Follows a doctor's slots; the cache shows each change in its place. What is returned is the last of the shown
 * times that somebody else took, to be said by screen readers.
 */
export function useTaken(
  doctorId: string,
  shown: readonly AgendaSlotFragment[] | undefined,
  mine: string | undefined,
): AgendaSlotFragment | undefined {
  const [taken, setTaken] = useState<AgendaSlotFragment>();
  useSubscription({ query: AgendaChangedDocument, variables: { doctorId } }, (_, data) => {
    const { slot } = data.slotChanged;
    const wasSeen = shown?.some(({ id }) => id === slot.id) ?? false;
    if (slot.status !== 'FREE' && slot.id !== mine && wasSeen) setTaken(slot);
    return data;
  });
  return taken;
}
