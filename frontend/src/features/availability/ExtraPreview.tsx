import { Trans } from '@lingui/react/macro';
import { useReader } from '~/session/reader';
import { dayOf, hour, longDay } from '~/shared/lib/time';

const MOST = 8;

/** What would be published: on which day, from when to when each. */
export function ExtraPreview({ slots }: { slots: { startsAt: string; endsAt: string }[] | undefined }) {
  const reader = useReader();
  const [first, last] = [slots?.[0], slots?.at(-1)];
  if (!slots || !first || !last) return null;
  const spans = slots.map((slot) => `${hour(slot.startsAt, reader)}–${hour(slot.endsAt, reader)}`);
  const times = spans.length > MOST ? [...spans.slice(0, MOST - 1), '…', spans.at(-1)] : spans;
  const nextDay = dayOf(last.endsAt, reader.zone) !== dayOf(first.startsAt, reader.zone);
  return (
    <p className="extra-preview">
      <b>{longDay(first.startsAt, reader)}:</b> {times.join(', ').replace('…,', '…')}
      {nextDay && (
        <>
          {' '}
          <Trans>(passa da meia-noite)</Trans>
        </>
      )}
    </p>
  );
}
