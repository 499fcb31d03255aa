import { useEffect, useRef } from 'react';
import type { AgendaSlotFragment } from './Agenda.gen';

/** Leaping to the next free time puts the focus on it once its week is there: the button that was pressed is gone. */
export function useLeap(
  shown: readonly AgendaSlotFragment[] | undefined,
  turnTo: (next: AgendaSlotFragment) => void,
) {
  const section = useRef<HTMLElement>(null);
  const wanted = useRef<string>(undefined);
  useEffect(() => {
    const slot = shown?.find(({ id }) => id === wanted.current);
    if (!slot) return;
    wanted.current = undefined;
    section.current?.querySelector<HTMLElement>(`[data-slot="${slot.id}"]`)?.focus();
  }, [shown]);
  return {
    section,
    leap(next: AgendaSlotFragment) {
      wanted.current = next.id;
      turnTo(next);
    },
  };
}
