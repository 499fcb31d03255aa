import { Trans } from '@lingui/react/macro';
import { DoctorActions } from '~/shared/appointments/DoctorActions';
import type { Step } from '~/shared/appointments/doctorSteps';
import { HowItEnded } from '~/shared/appointments/HowItEnded';
import { Go } from '~/shared/ui/Go';
import { LocalTime } from '~/shared/ui/LocalTime';
import { StatusTag } from '~/shared/ui/StatusTag';
import type { DayRowFragment } from './DayRow.gen';
import { isCalledOff } from './day';

/** To call off a visit one opens it first. */
const OFFERED: readonly Step[] = ['accept', 'decline', 'complete', 'noShow'];

interface DayRowProps {
  appointment: DayRowFragment;
  /** It stands first and large above, with what can be done. */
  spotlit?: boolean;
  /** Of another day, which is named then. */
  dated?: boolean;
}

export function DayRow({ appointment, spotlit = false, dated = false }: DayRowProps) {
  const { id, slot, patient, reason } = appointment;
  const off = isCalledOff(appointment);
  return (
    <li
      className={`day-row ${appointment.status.toLowerCase()} ${dated ? 'dated' : ''}`}
      aria-current={spotlit ? 'true' : undefined}
      data-item
    >
      <p className="day-row-time">
        <LocalTime at={slot.startsAt} as={dated ? 'full' : 'hour'} />
      </p>
      <div className="day-row-who">
        <p className="row">
          <Go to="request" params={{ id }} className="day-row-name">
            {patient.name}
          </Go>
          <StatusTag appointment={appointment} />
        </p>
        {off && <HowItEnded appointment={appointment} />}
        {!off && !spotlit && reason && <Reason text={reason} />}
      </div>
      {!spotlit && <DoctorActions appointment={appointment} only={OFFERED} />}
    </li>
  );
}

function Reason({ text }: { text: string }) {
  return (
    <details className="reason">
      <summary>
        <Trans>Motivo</Trans>
      </summary>
      <p className="said">{text}</p>
    </details>
  );
}
