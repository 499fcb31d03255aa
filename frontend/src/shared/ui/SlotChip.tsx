import { Trans } from '@lingui/react/macro';
import { LocalTime } from './LocalTime';
import type { SlotChipFragment } from './SlotChip.gen';
import './SlotChip.css';

export type SlotState = 'free' | 'chosen' | 'taken' | 'old';

interface Moment {
  chosenId: string | undefined;
  /** What this person chose last: while it is held, the hold is theirs. */
  mine?: string;
  now: number;
}

/** How a time looks now. The chosen one stays chosen, whoever holds it: the answer to the choice decides. */
export function slotState(slot: SlotChipFragment, { chosenId, mine, now }: Moment): SlotState {
  if (slot.id === chosenId) return 'chosen';
  if (slot.status !== 'FREE' && !(slot.status === 'HELD' && slot.id === mine)) return 'taken';
  return Date.parse(slot.startsAt) <= now ? 'old' : 'free';
}

interface SlotChipProps {
  slot: SlotChipFragment;
  state?: SlotState;
  onChoose(): void;
  /** The mouse or the keyboard is on it: what a choice needs can be fetched. */
  onNear?(): void;
}

/** A time that can be chosen. One that no longer can stays where it is, so that nothing jumps under a finger. */
export function SlotChip({ slot, state = 'free', onChoose, onNear }: SlotChipProps) {
  const gone = state === 'taken' || state === 'old';
  return (
    <button
      type="button"
      className={`slot-chip ${state}`}
      data-slot={slot.id}
      aria-disabled={gone || undefined}
      onClick={gone ? undefined : onChoose}
      onPointerEnter={({ pointerType }) => pointerType !== 'touch' && onNear?.()} // a finger chooses at once
      onFocus={onNear}
    >
      <LocalTime at={slot.startsAt} as="hour" />{' '}
      <span className="sr-only">
        <LocalTime at={slot.startsAt} as="longDay" /> <StateWord state={state} />
      </span>
    </button>
  );
}

function StateWord({ state }: { state: SlotState }) {
  switch (state) {
    case 'chosen':
      return <Trans>(escolhido)</Trans>;
    case 'taken':
      return <Trans>(ocupado)</Trans>;
    case 'old':
      return <Trans>(já passou)</Trans>;
    case 'free':
      return null;
  }
}
