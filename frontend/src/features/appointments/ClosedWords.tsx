import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { ClosedWordsFragment } from './ClosedWords.gen';

/** The server's own word, no sentence of a person: another appointment took its place. */
export const REPLACED = 'rescheduled';

export function wasReplaced({ closedBy, closedReason }: ClosedWordsFragment): boolean {
  return closedBy === 'SYSTEM' && closedReason === REPLACED;
}

/** Why it did not take place, or how it went, in one sentence and perhaps somebody's own words. */
export function ClosedWords({ appointment }: { appointment: ClosedWordsFragment }) {
  const { closedReason } = appointment;
  return (
    <>
      <Sentence appointment={appointment} />
      {closedReason && !wasReplaced(appointment) && (
        <>
          {' '}
          <q className="said">{closedReason}</q>
        </>
      )}
    </>
  );
}

function Sentence({ appointment }: { appointment: ClosedWordsFragment }): ReactNode {
  const doctor = appointment.doctor.name;
  switch (appointment.status) {
    case 'DECLINED':
      return <Trans>{doctor} não pôde atender neste horário.</Trans>;
    case 'EXPIRED':
      return <Trans>{doctor} não respondeu a tempo.</Trans>;
    case 'CANCELLED':
      return <WhoCancelled appointment={appointment} />;
    case 'COMPLETED':
      return <Trans>A consulta aconteceu.</Trans>;
    case 'NO_SHOW':
      return <Trans>{doctor} registrou que você não compareceu.</Trans>;
    case 'PENDING':
    case 'CONFIRMED':
      return null;
  }
}

function WhoCancelled({ appointment }: { appointment: ClosedWordsFragment }) {
  const doctor = appointment.doctor.name;
  if (wasReplaced(appointment)) return <Trans>Você trocou este horário por outro.</Trans>;
  if (appointment.closedBy === 'PATIENT') return <Trans>Você cancelou.</Trans>;
  if (appointment.closedBy === 'DOCTOR') return <Trans>{doctor} cancelou.</Trans>;
  return <Trans>A clínica cancelou.</Trans>;
}
