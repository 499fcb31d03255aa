import type { ReactNode } from 'react';
import { Go } from '~/shared/ui/Go';
import { LocalTime } from '~/shared/ui/LocalTime';
import { StatusTag } from '~/shared/ui/StatusTag';
import type { ComingVisitFragment } from './VisitRow.gen';

/** A visit ahead, with a link to decide on it, or what can be done right here. */
export function VisitRow({
  appointment,
  children,
}: {
  appointment: ComingVisitFragment;
  children?: ReactNode;
}) {
  const { id, slot, patient } = appointment;
  return (
    <li className="visit-row">
      <div className="row">
        <Go to="request" params={{ id }}>
          <LocalTime at={slot.startsAt} /> · {patient.name}
        </Go>
        <StatusTag appointment={appointment} />
      </div>
      {children}
    </li>
  );
}
