import { useCallback, useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { useLocationProperty } from 'wouter/use-browser-location';
import { searchOf } from '~/app/routes';
import type { SheetDoctorFragment, SheetSlotFragment } from '~/features/booking/ConfirmSheet.gen';

/** What the page knows of the chosen time; after a refresh it may be only its id. */
interface Known {
  slotId: string;
  slot?: SheetSlotFragment;
  doctor?: SheetDoctorFragment;
}

export interface Choice {
  slotId: string | undefined;
  known: Known | undefined;
  /** These two stay the same functions, so that a list need not be drawn anew with each choice. */
  choose(slot: SheetSlotFragment, doctor?: SheetDoctorFragment): void;
  /** The page has loaded the time that the address names. */
  found(slot: SheetSlotFragment, doctor?: SheetDoctorFragment): void;
  /** Another time of the same doctor, from within the sheet. */
  instead(slotId: string): void;
  close(): void;
}

/** A step back that was asked for; the browser takes it later, and one who is quick has chosen again by then. */
let leaving = false;

/** Once the address is where it was asked to go. */
function whenThere(then: () => void): void {
  if (leaving) addEventListener('popstate', then, { once: true });
  else then();
}

function stepBack(): void {
  leaving = true;
  addEventListener('popstate', () => (leaving = false), { once: true });
  history.back();
}

/** The chosen time stands in the address (`?horario=`): a refresh keeps it, the back button lets it go. */
export function useChoice(): Choice {
  const slotId = useLocationProperty(chosenId);
  const [, go] = useLocation();
  const [known, setKnown] = useState<Known>();
  const choose = useCallback<Choice['choose']>(
    (slot, doctor) => {
      setKnown({ slotId: slot.id, slot, doctor });
      whenThere(() => go(address(slot.id), { state: { opened: true } }));
    },
    [go],
  );
  const found = useCallback<Choice['found']>(
    (slot, doctor) =>
      setKnown((before) =>
        before?.slotId === slot.id && before.slot ? before : { slotId: slot.id, slot, doctor },
      ),
    [],
  );
  useFocusAfter(slotId);
  return {
    slotId,
    known: known?.slotId === slotId ? known : undefined,
    choose,
    found,
    instead(id) {
      setKnown({ slotId: id, doctor: known?.doctor });
      go(address(id), { replace: true, state: history.state });
    },
    close() {
      // One step back to the page it was opened from; whoever came by a link has no such step.
      if (leaving) return;
      if (history.state?.opened) stepBack();
      else go(address(), { replace: true });
    },
  };
}

/** Where one is, with another time chosen, or none. */
function address(id?: string): string {
  const { pathname, search } = location;
  return pathname + searchOf({ ...Object.fromEntries(new URLSearchParams(search)), horario: id });
}

export function slotIn(search: string): string | undefined {
  const id = new URLSearchParams(search).get('horario') ?? '';
  return /^[\w-]{1,64}$/.test(id) ? id : undefined;
}

const chosenId = () => slotIn(location.search);

/** Which of these is chosen: a list of others is not drawn anew with the choice. */
export function useChosenOf<Slot extends { id: string }>(slots: readonly Slot[]): Slot | undefined {
  const among = (id: string | undefined) => (id ? slots.find((each) => each.id === id) : undefined);
  return among(useLocationProperty(() => among(chosenId())?.id));
}

/** The sheet gives the focus back to the time; when that is gone, the page has it, not nobody. */
function useFocusAfter(slotId: string | undefined): void {
  const before = useRef(slotId);
  useEffect(() => {
    const closed = before.current && !slotId;
    before.current = slotId;
    if (closed && document.activeElement === document.body) document.getElementById('main')?.focus();
  }, [slotId]);
}
