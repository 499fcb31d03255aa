import { Trans } from '@lingui/react/macro';
import { useQuery } from 'urql';
import { DoctorActions } from '~/shared/appointments/DoctorActions';
import { Go } from '~/shared/ui/Go';
import { LocalTime } from '~/shared/ui/LocalTime';
import { Notice } from '~/shared/ui/Notice';
import { Sheet } from '~/shared/ui/Sheet';
import { Skeleton } from '~/shared/ui/Skeleton';
import { StatusTag } from '~/shared/ui/StatusTag';
import { TroubleNote } from '~/shared/ui/TroubleNote';
import type { WeekVisitFragment } from './VisitItem.gen';
import { VisitSheetDocument, type VisitSheetFragment } from './VisitSheet.gen';

interface VisitSheetProps {
  visit: WeekVisitFragment;
  onClose: () => void;
}

/** An appointment of the week: who, when, why, and what can be done. */
export function VisitSheet({ visit: { id, slot, patient }, onClose }: VisitSheetProps) {
  const [{ data, error, fetching }, reexecute] = useQuery({
    query: VisitSheetDocument,
    variables: { id },
    requestPolicy: 'cache-and-network',
  });
  return (
    <Sheet title={patient.name} onClose={onClose}>
      <p>
        <LocalTime at={slot.startsAt} as="longDay" />, <LocalTime at={slot.startsAt} as="hour" />–
        <LocalTime at={slot.endsAt} as="hour" />
      </p>
      {error && <TroubleNote error={error} again={() => reexecute({ requestPolicy: 'network-only' })} />}
      {fetching && !data && <Skeleton cards={1} lines={2} />}
      {data?.appointment && <Visit appointment={data.appointment} />}
      {data && !data.appointment && <Gone />}
    </Sheet>
  );
}

function Visit({ appointment }: { appointment: VisitSheetFragment }) {
  return (
    <>
      <p>
        <StatusTag appointment={appointment} />
      </p>
      {appointment.reason ? (
        <p className="week-reason">{appointment.reason}</p>
      ) : (
        <p className="muted">
          <Trans>Sem motivo informado.</Trans>
        </p>
      )}
      <DoctorActions appointment={appointment} />
      <p>
        <Go to="request" params={{ id: appointment.id }}>
          <Trans>Abrir a página da consulta</Trans>
        </Go>
      </p>
    </>
  );
}

function Gone() {
  return (
    <Notice kind="warn">
      <p>
        <Trans>Esta consulta já não está na sua agenda.</Trans>
      </p>
    </Notice>
  );
}
