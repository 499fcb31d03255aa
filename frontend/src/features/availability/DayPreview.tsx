import { Plural, Trans } from '@lingui/react/macro';
import { startsOn, timeOf, type Week, type Weekday } from './template';

const MOST = 4;

/** How many visits a weekday makes, and when they start. */
export function DayPreview({ week, weekday }: { week: Week; weekday: Weekday }) {
  const times = startsOn(week, weekday).map(timeOf);
  const last = times.at(-1);
  return (
    <p className="day-preview muted">
      <Plural value={times.length} _0="Nenhum horário" one="# horário" other="# horários" />
      {times.length > 0 && ': '}
      {times.length <= MOST ? (
        times.join(', ')
      ) : (
        <Trans>
          {times.slice(0, MOST - 2).join(', ')} … {last}
        </Trans>
      )}
    </p>
  );
}
