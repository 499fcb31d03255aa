import { useCallback, useMemo } from 'react';
import { type CombinedError, useQuery, useSubscription } from 'urql';
import { useFresh } from '~/graphql/useFresh';
import { useReader } from '~/session/reader';
import { plusDays, startOf } from '~/shared/lib/time';
import type { WeekSlotFragment } from './SlotItem.gen';
import type { WeekVisitFragment } from './VisitItem.gen';
import { type WeekAbsenceFragment, WeekDocument, type WeekQuery, WeekSlotsDocument } from './week.gen';

export interface WeekData {
  visits: WeekVisitFragment[];
  slots: WeekSlotFragment[];
  absences: WeekAbsenceFragment[];
  /** There is more than one answer holds. */
  cut: boolean;
}

interface WeekState {
  week: WeekData | undefined;
  error: CombinedError | undefined;
  stale: boolean;
  again: () => void;
}

/** The doctor's week, and what becomes of it. */
export function useWeek(doctor: string, monday: string): WeekState {
  const variables = useVariables(doctor, monday);
  const [{ data, error, stale, operation }, reexecute] = useQuery({
    query: WeekDocument,
    variables,
    requestPolicy: 'cache-and-network',
  });
  useSubscription({ query: WeekSlotsDocument, variables: { doctor } });
  useFresh(reexecute);
  const again = useCallback(() => reexecute({ requestPolicy: 'network-only' }), [reexecute]);
  // another week is not shown under this one's name while this one is read
  const own = operation?.variables.from === variables.from ? data : undefined;
  const week = useMemo(() => own && weekOf(own, variables), [own, variables]);
  return { week, error, stale, again };
}

function useVariables(doctor: string, monday: string) {
  const { zone } = useReader();
  return useMemo(() => {
    const at = (days: number) => startOf(plusDays(monday, days), zone);
    return { doctor, from: at(0), middle: at(3), to: at(7) };
  }, [doctor, monday, zone]);
}

/** Whom it still concerns: what was cancelled or withdrawn meanwhile is out. */
const SHOWN = ['PENDING', 'CONFIRMED', 'COMPLETED', 'NO_SHOW'];

function weekOf(
  { doctor, availability, early, late }: WeekQuery,
  { from, to }: { from: string; to: string },
): WeekData {
  return {
    visits: [...early.nodes, ...late.nodes].filter(({ status }) => SHOWN.includes(status)),
    slots: (doctor?.slots ?? []).filter(({ status }) => status === 'FREE' || status === 'HELD'),
    absences: (availability?.absences ?? []).filter(
      ({ startsAt, endsAt }) =>
        Date.parse(startsAt) < Date.parse(to) && Date.parse(endsAt) > Date.parse(from),
    ),
    cut: early.pageInfo.hasNextPage || late.pageInfo.hasNextPage,
  };
}

export function isEmpty({ visits, slots, absences }: WeekData): boolean {
  return visits.length + slots.length + absences.length === 0;
}
