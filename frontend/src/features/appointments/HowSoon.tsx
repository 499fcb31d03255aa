import { Trans } from '@lingui/react/macro';
import { useReader } from '~/session/reader';
import { daysAway, duration, hour, nearDay } from '~/shared/lib/time';
import type { StandingFragment } from './standing.gen';

/** em 2 h 10 min; amanhã; agora: how far away a visit is. */
export function HowSoon({ slot, now }: { slot: StandingFragment['slot']; now: number }) {
  const reader = useReader();
  const minutes = Math.ceil((Date.parse(slot.startsAt) - now) / 60_000);
  if (minutes <= 0) {
    const end = hour(slot.endsAt, reader);
    return <Trans>agora, até {end}</Trans>;
  }
  const isToday = nearDay(slot.startsAt, reader, now) === nearDay(new Date(now).toISOString(), reader, now);
  if (!isToday && minutes > 3 * 60) return daysAway(slot.startsAt, reader, now);
  const away = duration(minutes, reader.language);
  return <Trans>em {away}</Trans>;
}
