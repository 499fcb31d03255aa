import { Trans } from '@lingui/react/macro';
import { useMemo } from 'react';
import { useReader } from '~/session/reader';
import { monthDay, plusDays, today } from '~/shared/lib/time';
import { Notice } from '~/shared/ui/Notice';
import { clockChanges, unevenDays } from './check';
import type { Week } from './template';

const HORIZON_DAYS = 60;

/** Days ahead on which clocks jump over some of the visits. */
export function ClockNote({ week }: { week: Week }) {
  const { zone, language } = useReader();
  const tomorrow = plusDays(today(zone), 1);
  const uneven = useMemo(() => unevenDays(zone, tomorrow, HORIZON_DAYS), [zone, tomorrow]);
  const days = clockChanges(week, zone, uneven);
  if (days.length === 0) return null;
  return (
    <Notice>
      {days.map(({ day, made, usual }) => {
        const date = monthDay(day, language);
        return (
          <p key={day}>
            <Trans>
              Em {date} o relógio muda: {made} de {usual} horários.
            </Trans>
          </p>
        );
      })}
    </Notice>
  );
}
