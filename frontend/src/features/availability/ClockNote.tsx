import { Trans } from '@lingui/react/macro';
import { useReader } from '~/session/reader';
import { monthDay, plusDays, today } from '~/shared/lib/time';
import { Notice } from '~/shared/ui/Notice';
import { clockChanges } from './check';
import type { Week } from './template';

const HORIZON_DAYS = 60;

/** Days ahead on which clocks jump over some of the visits. */
export function ClockNote({ week }: { week: Week }) {
  const { zone, language } = useReader();
  const days = clockChanges(week, zone, plusDays(today(zone), 1), HORIZON_DAYS);
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
