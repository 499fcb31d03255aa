import { Plural, Trans } from '@lingui/react/macro';
import { memo, useId } from 'react';
import { useReader } from '~/session/reader';
import { monthDay, weekdayName } from '~/shared/lib/time';
import { SlotChip, slotState } from '~/shared/ui/SlotChip';
import type { AgendaSlotFragment } from './Agenda.gen';

interface DayColumnProps {
  day: string;
  isToday: boolean;
  /** undefined while they are read. */
  slots: readonly AgendaSlotFragment[] | undefined;
  /** If it is one of these. */
  chosenId: string | undefined;
  /** Likewise the last one that was chosen. */
  mine: string | undefined;
  now: number;
  onChoose: (slot: AgendaSlotFragment) => void;
  onNear?: () => void;
}

/** One day of an agenda: a headed list, which lies beside its neighbours where there is room. */
export const DayColumn = memo(Day);

function Day({ day, isToday, slots, onChoose, onNear, ...moment }: DayColumnProps) {
  const { language } = useReader();
  const id = useId();
  const stateOf = (slot: AgendaSlotFragment) => slotState(slot, moment);
  return (
    <section
      className="agenda-day"
      aria-labelledby={id}
      data-today={isToday || undefined}
      data-empty={slots?.length === 0}
    >
      <h3 id={id}>
        <span className="agenda-weekday">
          {isToday ? <Trans>hoje</Trans> : <span aria-hidden="true">{weekdayName(day, language)}</span>}
          <span className="sr-only"> {weekdayName(day, language, 'long')}</span>
        </span>{' '}
        <span className="agenda-date">{monthDay(day, language)}</span>
      </h3>
      {slots === undefined ? (
        <span className="agenda-coming" />
      ) : (
        <>
          <DayCount count={slots.filter((slot) => ['free', 'chosen'].includes(stateOf(slot))).length} />
          <ul>
            {slots.map((slot) => (
              <li key={slot.id}>
                <SlotChip slot={slot} state={stateOf(slot)} onChoose={() => onChoose(slot)} onNear={onNear} />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function DayCount({ count }: { count: number }) {
  return (
    <p className="agenda-count">
      <Plural value={count} _0="sem horários" one="# livre" other="# livres" />
    </p>
  );
}
