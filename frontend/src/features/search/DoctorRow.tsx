import { Trans } from '@lingui/react/macro';
import { memo, useId } from 'react';
import { useReader } from '~/session/reader';
import { useChosenOf } from '~/shared/agenda/useChoice';
import { useLastChosen } from '~/shared/agenda/useLastChosen';
import { byDay } from '~/shared/agenda/week';
import { Crm } from '~/shared/ui/Crm';
import { Go } from '~/shared/ui/Go';
import { Pebble } from '~/shared/ui/Pebble';
import { Price } from '~/shared/ui/Price';
import { SlotChip, slotState } from '~/shared/ui/SlotChip';
import { DayWords } from './DayWords';
import type { DoctorRowFragment } from './DoctorRow.gen';
import type { Choosing } from './Results';
import './DoctorRow.css';

/** A doctor's first free times fit beside the name; the rest is on the doctor's page. */
const SHOWN = 4;

export type RowSlot = NonNullable<DoctorRowFragment['nextSlots']>[number];

export function slotsOf(doctor: DoctorRowFragment): RowSlot[] {
  return (doctor.nextSlots ?? doctor.slots ?? []).slice(0, SHOWN);
}

interface DoctorRowProps {
  doctor: DoctorRowFragment;
  choosing: Choosing;
}

/** Drawn anew only when something in it changes: a choice changes one row of many. */
export const DoctorRow = memo(Row);

function Row({ doctor, choosing }: DoctorRowProps) {
  const id = useId();
  return (
    <article className="doctor-row card" aria-labelledby={id} data-item>
      <div className="doctor-row-who">
        <Pebble name={doctor.name} />
        <div>
          <h2 id={id}>
            <Go to="doctor" params={{ id: doctor.id }}>
              {doctor.name}
            </Go>
          </h2>
          <p className="muted">{doctor.specialties.map(({ name }) => name).join(' · ')}</p>
          <p className="doctor-row-small muted">
            {doctor.city}, {doctor.state} · <Crm of={doctor} />
          </p>
          <p className="doctor-row-small muted">
            <Price cents={doctor.feeCents} /> <Trans>por consulta</Trans>
          </p>
        </div>
      </div>
      <NextTimes doctor={doctor} choosing={choosing} />
    </article>
  );
}

function NextTimes({ doctor, choosing }: DoctorRowProps) {
  const { zone } = useReader();
  const slots = slotsOf(doctor);
  const chosenId = useChosenOf(slots)?.id;
  const mine = useLastChosen(chosenId);
  const days = byDay(slots, zone);
  return (
    <div className="doctor-row-times">
      <div className="doctor-row-days">
        {days.map(({ day, slots }) => (
          <div key={day}>
            <DayWords day={day} today={choosing.today} />
            <ul>
              {slots.map((slot) => (
                <li key={slot.id}>
                  <SlotChip
                    slot={slot}
                    state={slotState(slot, { chosenId, mine, now: choosing.now })}
                    onChoose={() => choosing.onChoose(slot, doctor)}
                    onNear={choosing.onNear}
                  />
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
      {days.length === 0 && (
        <p className="muted">
          <Trans>Sem horários livres por enquanto.</Trans>
        </p>
      )}
      <Go to="doctor" params={{ id: doctor.id }} className="doctor-row-all">
        <Trans>
          Ver a agenda <span className="sr-only">de {doctor.name}</span>
        </Trans>
      </Go>
    </div>
  );
}
