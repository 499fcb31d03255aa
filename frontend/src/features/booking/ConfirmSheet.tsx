import { useRef, useState } from 'react';
import { useSession } from '~/session/session';
import { Unknown } from '~/session/Unknown';
import { Sheet } from '~/shared/ui/Sheet';
import type { HeldSlot } from './ask';
import { Booked, useBooked } from './Booked';
import { CheckForm } from './CheckForm';
import { Chosen } from './Chosen';
import type { SheetDoctorFragment, SheetSlotFragment } from './ConfirmSheet.gen';
import { Enter } from './Enter';
import { OtherRole } from './OtherRole';
import { Refused } from './Refused';
import { stepOf } from './step';
import { useBooking } from './useBooking';
import { useHold } from './useHold';
import { useSheetTitle } from './useSheetTitle';
import './ConfirmSheet.css';

export interface ConfirmSheetProps {
  slotId: string;
  /** What the page has loaded already; after a refresh it may have nothing. */
  slot?: SheetSlotFragment;
  doctor?: SheetDoctorFragment;
  /** Another time instead. */
  onChoose(slotId: string): void;
  onClose(): void;
}

/** One box from the choice of a time to the doctor's answer. */
export default function ConfirmSheet({ slotId, slot, doctor, onChoose, onClose }: ConfirmSheetProps) {
  const session = useSession();
  const kept = useRef(false);
  const patientId = session.viewer?.__typename === 'Patient' ? session.viewer.id : null;
  const holding = useHold(slotId, patientId, kept);
  const { booking, book } = useBooking(slotId, kept);
  const [reason, setReason] = useState('');
  const [alternative, setAlternative] = useState<HeldSlot>();
  const step = stepOf(session, holding.hold, booking);
  const booked = useBooked(step);
  const title = useSheetTitle(step, booked.appointment?.status);

  const told = [holding.slot, alternative].find((each) => each?.id === slotId);
  const time = told ?? (slot?.id === slotId ? slot : undefined);
  const person = told?.doctor ?? doctor ?? holding.slot?.doctor;

  function choose(other: HeldSlot) {
    setAlternative(other);
    onChoose(other.id);
  }
  const chosen = <Chosen slot={time} doctor={person} isComing={patientId !== null} />;
  return (
    <Sheet title={title} step={`${slotId} ${step.kind}`} onClose={onClose}>
      {step.kind === 'unknown' && (
        <>
          {chosen}
          <Unknown cards={1} />
        </>
      )}
      {step.kind === 'enter' && (
        <>
          {chosen}
          <Enter ended={step.ended} />
        </>
      )}
      {step.kind === 'otherRole' && (
        <>
          {chosen}
          <OtherRole onClose={onClose} />
        </>
      )}
      {step.kind === 'check' && (
        <>
          {chosen}
          <CheckForm
            startsAt={time?.startsAt}
            holding={holding}
            booking={booking}
            reason={reason}
            write={setReason}
            book={book}
            onClose={onClose}
          />
        </>
      )}
      {step.kind === 'refused' && (
        <Refused refusal={step.refusal} doctorId={person?.id} onChoose={choose} onClose={onClose} />
      )}
      {step.kind === 'booked' && <Booked booked={booked} onClose={onClose} />}
    </Sheet>
  );
}
