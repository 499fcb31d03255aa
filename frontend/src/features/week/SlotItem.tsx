import { Trans } from '@lingui/react/macro';
import { LocalTime } from '~/shared/ui/LocalTime';
import type { WeekSlotFragment } from './SlotItem.gen';

/** A time that patients can book; quiet, for what matters is booked. */
export function SlotItem({ slot, onOpen }: { slot: WeekSlotFragment; onOpen: () => void }) {
  return (
    <button type="button" className={`week-item ${slot.status.toLowerCase()}`} onClick={onOpen}>
      <span className="week-item-time">
        <LocalTime at={slot.startsAt} as="hour" />
      </span>
      <span className="week-item-name">
        {slot.status === 'HELD' ? <Trans>reservando</Trans> : <Trans>livre</Trans>}
      </span>
    </button>
  );
}
