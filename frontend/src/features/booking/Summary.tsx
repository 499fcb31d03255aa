import { Plural, Trans } from '@lingui/react/macro';
import { useReader } from '~/session/reader';
import {
  clocksDiffer,
  dayOf,
  hour,
  longDay,
  minutesBetween,
  offset,
  shortDay,
  zoneName,
} from '~/shared/lib/time';
import { Price } from '~/shared/ui/Price';
import type { SheetDoctorFragment, SheetSlotFragment } from './ConfirmSheet.gen';
import './Summary.css';

interface SummaryProps {
  slot: SheetSlotFragment;
  doctor: SheetDoctorFragment;
}

/** With whom, when on both clocks, how long and for how much. */
export function Summary({ slot, doctor }: SummaryProps) {
  const reader = useReader();
  const { startsAt, endsAt } = slot;
  return (
    <div className="summary">
      <p>
        <strong>{doctor.name}</strong>
        <span className="muted"> · {doctor.specialties.map(({ name }) => name).join(', ')}</span>
      </p>
      <div className="summary-when">
        <p className="summary-time">
          <time dateTime={startsAt}>
            <Trans>
              {longDay(startsAt, reader)} às {hour(startsAt, reader)}
            </Trans>
          </time>
        </p>
        <p className="muted">
          {zoneName(startsAt, reader)} ({offset(startsAt, reader)})
        </p>
        {clocksDiffer(startsAt, reader.zone, doctor.timeZone) && <DoctorsClock slot={slot} doctor={doctor} />}
      </div>
      <p>
        <Trans>
          Consulta por vídeo,{' '}
          <Plural value={minutesBetween(startsAt, endsAt)} one="# minuto" other="# minutos" />
        </Trans>{' '}
        · <Price cents={doctor.feeCents} />
      </p>
    </div>
  );
}

/** The day too, where it is another one there. */
function DoctorsClock({ slot: { startsAt }, doctor }: SummaryProps) {
  const here = useReader();
  const there = { ...here, zone: doctor.timeZone };
  const isOtherDay = dayOf(startsAt, here.zone) !== dayOf(startsAt, there.zone);
  const time = isOtherDay ? `${shortDay(startsAt, there)}, ${hour(startsAt, there)}` : hour(startsAt, there);
  return (
    <p className="muted">
      <Trans>
        Para quem atende são {time} ({zoneName(startsAt, there)}, {offset(startsAt, there)})
      </Trans>
    </p>
  );
}
