import { Trans } from '@lingui/react/macro';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useNow } from '~/shared/lib/now';
import { TroubleNote } from '~/shared/ui/TroubleNote';
import type { DoctorActionsFragment } from './DoctorActions.gen';
import { type Asked, DoctorAsks } from './DoctorAsks';
import { DoctorStepButtons } from './DoctorStepButtons';
import { hasLapsed, LEADS_TO, openSteps, type Step } from './doctorSteps';
import { Refused } from './Refused';
import { StepTold } from './StepTold';
import { useDoctorStep } from './useDoctorStep';
import './DoctorActions.css';

/** How soon it is seen that a visit began or a request lapsed. */
const LOOK_MS = 5_000;

interface DoctorActionsProps {
  appointment: DoctorActionsFragment;
  /** The steps to offer here, when the time for them is right; all of them when left out. */
  only?: readonly Step[];
}

/** What the doctor can do with this appointment now; what came of it is said in its place. */
export function DoctorActions({ appointment, only }: DoctorActionsProps) {
  const now = useNow(LOOK_MS);
  const step = useDoctorStep(appointment.id);
  const [asked, setAsked] = useState<Asked | null>(null);
  const told = step.taken && stillHolds(step.taken, appointment) ? step.taken : null;
  const behind = told && appointment.status !== LEADS_TO[told];
  const steps = behind ? [] : openSteps(appointment, now).filter((each) => only?.includes(each) ?? true);
  const box = useKeptFocus(told ?? step.refusal ?? step.error);

  function press(wished: Step) {
    if (wished === 'accept' || wished === 'complete') return void step.take(wished);
    step.forget();
    setAsked(wished);
  }

  return (
    <div className="doctor-actions" ref={box} tabIndex={-1}>
      <div role="status">{told && <StepTold step={told} appointment={appointment} />}</div>
      {!asked && step.refusal && <Refused refusal={step.refusal} />}
      {!asked && step.error && <TroubleNote error={step.error} />}
      {!told && hasLapsed(appointment, now) && <Lapsed />}
      <DoctorStepButtons steps={steps} pending={step.pending} name={appointment.patient.name} press={press} />
      {asked && (
        <DoctorAsks asked={asked} step={step} appointment={appointment} onOver={() => setAsked(null)} />
      )}
    </div>
  );
}

/** What was done here holds, though the list may not have been told yet. */
function stillHolds(taken: Step, { status }: DoctorActionsFragment): boolean {
  const before = taken === 'accept' || taken === 'decline' ? 'PENDING' : 'CONFIRMED';
  return status === LEADS_TO[taken] || status === before;
}

function Lapsed() {
  return (
    <p className="muted">
      <Trans>O prazo passou; este horário já não está reservado.</Trans>
    </p>
  );
}

/** The button that was pressed may be gone: the keyboard stays here, where the answer is. */
function useKeptFocus(news: unknown): RefObject<HTMLDivElement | null> {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const lost = document.activeElement === document.body;
    if (news && lost) box.current?.focus({ preventScroll: true });
  }, [news]);
  return box;
}
