import { Trans } from '@lingui/react/macro';
import { useEffect } from 'react';
import { type CombinedError, useQuery } from 'urql';
import { useFresh } from '~/graphql/useFresh';
import { AddToCalendar } from '~/shared/ui/AddToCalendar';
import { Button } from '~/shared/ui/Button';
import { Go } from '~/shared/ui/Go';
import { LiveDot } from '~/shared/ui/LiveDot';
import { LocalTime } from '~/shared/ui/LocalTime';
import { untell } from '~/shared/ui/notices';
import { Skeleton } from '~/shared/ui/Skeleton';
import { StatusTag } from '~/shared/ui/StatusTag';
import { TroubleNote } from '~/shared/ui/TroubleNote';
import { type BookedAppointmentFragment, BookedDocument } from './Booked.gen';
import { Summary } from './Summary';
import type { Step } from './step';
import './Booked.css';

export interface BookedNow {
  appointment: BookedAppointmentFragment | undefined;
  error: CombinedError | undefined;
  again(): void;
}

/** The appointment as it stands: what the doctor answers is written into the cache, and seen here at once. */
export function useBooked(step: Step): BookedNow {
  const { id, answered } = step.kind === 'booked' ? step : {};
  const [{ data, error }, reexecute] = useQuery({
    query: BookedDocument,
    variables: { id: id ?? '' },
    pause: id === undefined,
  });
  useFresh(reexecute);
  return {
    appointment: data?.appointment ?? answered,
    error,
    again: () => reexecute({ requestPolicy: 'network-only' }),
  };
}

export function Booked({ booked, onClose }: { booked: BookedNow; onClose(): void }) {
  const { appointment, error, again } = booked;
  useSaidHere(appointment);
  if (!appointment) return error ? <TroubleNote error={error} again={again} /> : <Skeleton cards={1} />;
  const { status, slot, doctor } = appointment;
  const isLost = status === 'DECLINED' || status === 'EXPIRED' || status === 'CANCELLED';
  return (
    <>
      <div className="booked" role="status">
        <StatusTag appointment={appointment} />
        <Outlook appointment={appointment} />
      </div>
      {status === 'PENDING' && <LiveDot />}
      <Summary slot={slot} doctor={doctor} />
      <div className="check-actions">
        {status === 'CONFIRMED' && <AddToCalendar appointment={appointment} />}
        {isLost && (
          <Go to="doctor" params={{ id: doctor.id }} className="button primary">
            <Trans>Escolher outro horário</Trans>
          </Go>
        )}
        <Go to="appointment" params={{ id: appointment.id }} className="button">
          <Trans>Ver a consulta</Trans>
        </Go>
        <Button onClick={onClose}>
          <Trans>Fechar</Trans>
        </Button>
      </div>
    </>
  );
}

/** What is said here need not be said again at the edge of the screen. */
function useSaidHere(appointment: BookedAppointmentFragment | undefined): void {
  const { id, status } = appointment ?? {};
  useEffect(() => {
    if (!id || status === 'PENDING') return;
    untell(id);
    return () => untell(id);
  }, [id, status]);
}

/** Where it stands, and what follows. */
function Outlook({ appointment }: { appointment: BookedAppointmentFragment }) {
  const { status, expiresAt, closedReason, doctor } = appointment;
  const { name } = doctor;
  switch (status) {
    case 'PENDING':
      return (
        <>
          <p className="booked-words">
            <Trans>Falta a resposta de {name}</Trans>
          </p>
          <p>
            {expiresAt && (
              <Trans>
                A resposta vem até <LocalTime at={expiresAt} />.{' '}
              </Trans>
            )}
            <Trans>Pode fechar: avisamos aqui e por e-mail.</Trans>
          </p>
        </>
      );
    case 'CONFIRMED':
      return (
        <p className="booked-words">
          <Trans>{name} confirmou a sua consulta</Trans>
        </p>
      );
    case 'DECLINED':
      return (
        <>
          <p className="booked-words">
            <Trans>{name} não pode atender neste horário</Trans>
          </p>
          {closedReason && <blockquote>{closedReason}</blockquote>}
        </>
      );
    case 'EXPIRED':
      return (
        <p className="booked-words">
          <Trans>{name} não respondeu a tempo</Trans>
        </p>
      );
    default:
      return closedReason ? <blockquote>{closedReason}</blockquote> : null;
  }
}
