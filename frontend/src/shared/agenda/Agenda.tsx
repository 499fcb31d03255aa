import { Trans } from '@lingui/react/macro';
import { useMemo, useState } from 'react';
import { useReader } from '~/session/reader';
import { useNow } from '~/shared/lib/now';
import { dayOf, today } from '~/shared/lib/time';
import { slotState } from '~/shared/ui/SlotChip';
import { TroubleNote } from '~/shared/ui/TroubleNote';
import type { AgendaSlotFragment } from './Agenda.gen';
import { AgendaHead } from './AgendaHead';
import { DayColumn } from './DayColumn';
import { EmptyWeek } from './EmptyWeek';
import { SayTaken } from './SayTaken';
import { useLastChosen } from './useLastChosen';
import { useLeap } from './useLeap';
import { useTaken } from './useTaken';
import { useFound, useWeek } from './useWeek';
import { daysOf, firstDay } from './week';
import './Agenda.css';

interface AgendaProps {
  doctorId: string;
  /** The doctor's zone, where the page knows it before the times are read. */
  doctorsZone?: string;
  chosenId?: string;
  onChoose: (slot: AgendaSlotFragment) => void;
  /** The first day shown, when the page keeps it (in its address); else the agenda does. */
  week?: string | null;
  onWeek?: (first: string) => void;
  /** The pointer or the keyboard is on a time. */
  onNear?: () => void;
  /** The chosen time, once it is loaded: after a refresh the page knows no more than its id. */
  onFound?: (slot: AgendaSlotFragment) => void;
}

/** A doctor's free times, a week at a time, on the reader's clock, as they change. */
export function Agenda({ doctorId, doctorsZone, chosenId, onChoose, ...page }: AgendaProps) {
  const { week, onWeek, onNear, onFound } = page;
  const reader = useReader();
  const now = useNow(30_000);
  const from = today(reader.zone, new Date(now));
  const [own, setOwn] = useState<string>();
  const first = firstDay(onWeek ? week : own, from);
  const { doctor, error, stale, again } = useWeek(doctorId, first, reader.zone);
  const mine = useLastChosen(chosenId);
  const taken = useTaken(doctorId, doctor?.slots, mine);
  useFound(doctor?.slots, chosenId, onFound);
  const free = doctor?.slots.filter(
    (slot) => !['taken', 'old'].includes(slotState(slot, { chosenId, mine, now })),
  );
  const days = useMemo(() => daysOf(first, doctor?.slots ?? [], reader.zone), [first, doctor, reader.zone]);
  const turn = onWeek ?? setOwn;
  const { section, leap } = useLeap(doctor?.slots, (next) => turn(dayOf(next.startsAt, reader.zone)));
  return (
    <section ref={section} className="agenda" aria-labelledby={`agenda-${doctorId}`}>
      <AgendaHead
        titleId={`agenda-${doctorId}`}
        first={first}
        today={from}
        onWeek={turn}
        doctor={doctor}
        doctorsZone={doctor?.timeZone ?? doctorsZone ?? reader.zone}
        count={free?.length}
      />
      {error && <TroubleNote error={error} again={again} />}
      {doctor?.slots.length === 0 && <EmptyWeek first={first} next={doctor.nextSlots[0]} onLeap={leap} />}
      {doctor !== null && (doctor || !error) && (
        <div className="agenda-days" aria-busy={!doctor || stale} data-empty={doctor?.slots.length === 0}>
          {days.map(({ day, slots }) => (
            <DayColumn
              key={day}
              day={day}
              isToday={day === from}
              slots={doctor && slots}
              chosenId={among(slots, chosenId)}
              mine={among(slots, mine)}
              now={now}
              onChoose={onChoose}
              onNear={onNear}
            />
          ))}
        </div>
      )}
      {doctor === null && (
        <p>
          <Trans>Esta agenda não existe mais.</Trans>
        </p>
      )}
      <SayTaken slot={taken} />
    </section>
  );
}

function among(slots: readonly AgendaSlotFragment[], wanted: string | undefined): string | undefined {
  return slots.find(({ id }) => id === wanted)?.id;
}
