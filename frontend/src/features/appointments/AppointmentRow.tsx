import { Trans } from '@lingui/react/macro';
import { useReader } from '~/session/reader';
import { hour, listedDay, nearDay } from '~/shared/lib/time';
import { Go } from '~/shared/ui/Go';
import { StatusTag } from '~/shared/ui/StatusTag';
import type { AppointmentRowFragment } from './AppointmentRow.gen';
import { ClosedWords } from './ClosedWords';
import { phaseOf } from './standing';
import './AppointmentRow.css';

interface RowProps {
  appointment: AppointmentRowFragment;
  now: number;
}

/** One appointment in a list; all of it leads to its page. */
export function AppointmentRow({ appointment, now }: RowProps) {
  const { id, slot, doctor } = appointment;
  const reader = useReader();
  return (
    <li className={`visit-row ${phaseOf(appointment, now)}`} data-item>
      <Go to="appointment" params={{ id }} className="visit-row-link">
        <time dateTime={slot.startsAt}>
          <span>{listedDay(slot.startsAt, reader, now)}</span>
          <span className="sr-only">, </span>
          <b>{hour(slot.startsAt, reader)}</b>
        </time>
        <span className="visit-row-doctor">{doctor.name}</span>
      </Go>
      <p className="visit-row-specialty muted">{doctor.specialties.map(({ name }) => name).join(', ')}</p>
      <p className="visit-row-tag">
        <StatusTag appointment={appointment} />
      </p>
      <Remark appointment={appointment} now={now} />
    </li>
  );
}

/** What there is to know about it beside its status. */
function Remark({ appointment, now }: RowProps) {
  const words = useRemark({ appointment, now });
  return words && <p className="visit-row-remark muted">{words}</p>;
}

function useRemark({ appointment, now }: RowProps) {
  const reader = useReader();
  const { status, expiresAt } = appointment;
  switch (phaseOf(appointment, now)) {
    case 'waiting':
      if (!expiresAt) return null;
      return (
        <Trans>
          Resposta até{' '}
          <time dateTime={expiresAt}>
            {nearDay(expiresAt, reader, now)}, {hour(expiresAt, reader)}
          </time>
        </Trans>
      );
    case 'lapsed':
      return <Trans>O prazo de resposta terminou; o pedido está sendo encerrado.</Trans>;
    case 'ended':
      return <Trans>O horário já passou; falta o registro do médico.</Trans>;
    case 'closed':
      return status === 'COMPLETED' ? null : <ClosedWords appointment={appointment} />;
    case 'coming':
    case 'running':
      return null;
  }
}
