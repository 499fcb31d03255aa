import { useDeferredValue, useEffect } from 'react';
import { useQuery } from 'urql';
import { useFresh } from '~/graphql/useFresh';
import { AgendaWeekDocument } from './Agenda.gen';
import { stretch, WEEK } from './week';

/** A doctor's free times in the week that begins on a day; what was read of it before is shown meanwhile. */
export function useWeek(doctorId: string, first: string, zone: string) {
  const variables = { doctorId, ...stretch(first, WEEK, zone) };
  const [result, read] = useQuery({
    query: AgendaWeekDocument,
    variables,
    requestPolicy: 'cache-and-network',
  });
  useFresh(read);
  const { data, operation, error, stale } = useDeferredValue(result); // a hundred times are drawn in steps
  // What is left of another week is not this one's.
  const current = operation?.variables.from === variables.from && operation?.variables.doctorId === doctorId;
  return {
    doctor: current ? data?.doctor : undefined,
    error: current ? error : undefined,
    stale,
    again: () => read({ requestPolicy: 'network-only' }),
  };
}

/** Tells which of the times is the chosen one, once they are here. */
export function useFound<Slot extends { id: string }>(
  slots: readonly Slot[] | undefined,
  chosenId: string | undefined,
  onFound: ((slot: Slot) => void) | undefined,
): void {
  const found = slots?.find(({ id }) => id === chosenId);
  // biome-ignore lint/correctness/useExhaustiveDependencies: told once for each slot, not for each of its changes
  useEffect(() => {
    if (found) onFound?.(found);
  }, [found?.id]);
}
