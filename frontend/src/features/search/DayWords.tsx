import { Trans } from '@lingui/react/macro';
import { useReader } from '~/session/reader';
import { daysBetween, monthDay, weekdayName } from '~/shared/lib/time';

/** hoje, 24 de nov.; amanhã, 25 de nov.; quinta-feira, 26 de nov. */
export function DayWords({ day, today }: { day: string; today: string }) {
  const { language } = useReader();
  const date = monthDay(day, language);
  return (
    <p className="doctor-row-day">
      <strong>
        <Name away={daysBetween(today, day)} weekday={weekdayName(day, language, 'long')} />
      </strong>
      , {date}
    </p>
  );
}

function Name({ away, weekday }: { away: number; weekday: string }) {
  if (away === 0) return <Trans>hoje</Trans>;
  return away === 1 ? <Trans>amanhã</Trans> : weekday;
}
