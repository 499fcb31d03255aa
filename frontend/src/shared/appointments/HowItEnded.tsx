import { Trans } from '@lingui/react/macro';
import type { HowItEndedFragment } from './HowItEnded.gen';
import './HowItEnded.css';

/** Who closed it and why, as the doctor reads it; nothing while it is open. */
export function HowItEnded({ appointment }: { appointment: HowItEndedFragment }) {
  const { closedBy, closedReason } = appointment;
  return (
    <div className="stack">
      <p>
        <Words appointment={appointment} />
      </p>
      {closedReason && closedBy !== 'SYSTEM' && <blockquote className="said">{closedReason}</blockquote>}
    </div>
  );
}

function Words({ appointment: { status, closedBy, patient } }: { appointment: HowItEndedFragment }) {
  const { name } = patient;
  switch (status) {
    case 'DECLINED':
      return <Trans>Você recusou este pedido.</Trans>;
    case 'EXPIRED':
      return <Trans>O pedido ficou sem resposta a tempo, e o horário deixou de estar reservado.</Trans>;
    case 'COMPLETED':
      return <Trans>Esta consulta aconteceu.</Trans>;
    case 'NO_SHOW':
      return <Trans>{name} não compareceu.</Trans>;
    case 'CANCELLED':
      if (closedBy === 'DOCTOR') return <Trans>Você cancelou esta consulta.</Trans>;
      if (closedBy === 'PATIENT') return <Trans>{name} cancelou esta consulta.</Trans>;
      return <Trans>{name} mudou para outro horário.</Trans>;
    default:
      return null;
  }
}
