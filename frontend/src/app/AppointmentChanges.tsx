/** Follows what happens to this person's appointments, wherever in the client he or she is. */
import { Trans } from '@lingui/react/macro';
import { useSubscription } from 'urql';
import { useSession } from '~/session/session';
import { Go } from '~/shared/ui/Go';
import { LocalTime } from '~/shared/ui/LocalTime';
import type { NoticeKind } from '~/shared/ui/Notice';
import { tell, untell } from '~/shared/ui/notices';
import { AppointmentChangedDocument, type AppointmentChangedSubscription } from './appointmentChanged.gen';
import { href } from './routes';

type Change = AppointmentChangedSubscription['appointmentChanged'];
type Kind = Change['kind'];

/** What each party did not do itself, and how glad the news are. */
const NEWS: Record<'Patient' | 'Doctor', Partial<Record<Kind, NoticeKind>>> = {
  Patient: { CONFIRMED: 'ok', DECLINED: 'bad', EXPIRED: 'warn', CANCELLED: 'bad' },
  Doctor: { BOOKED: 'info', RESCHEDULED: 'info', EXPIRED: 'warn', CANCELLED: 'warn' },
};

export function AppointmentChanges() {
  const { viewer } = useSession();
  const party =
    viewer?.__typename === 'Patient' || viewer?.__typename === 'Doctor' ? viewer.__typename : null;
  return party && <Followed party={party} />;
}

function Followed({ party }: { party: 'Patient' | 'Doctor' }) {
  useSubscription({ query: AppointmentChangedDocument, variables: {} }, (_, data) => {
    queueMicrotask(() => follow(party, data.appointmentChanged)); // React may be drawing just now
    return data;
  });
  return null;
}

function follow(party: 'Patient' | 'Doctor', change: Change): void {
  const kind = NEWS[party][change.kind];
  const { id, closedBy } = change.appointment;
  if (!kind || closedBy === PARTIES[party])
    untell(id); // what was told before is over
  else if (!isToldByPage(change)) tell({ key: id, kind, children: <News party={party} change={change} /> });
}

/** The list of requests itself tells who is new in it. */
function isToldByPage({ appointment }: Change): boolean {
  return appointment.status === 'PENDING' && location.pathname === href({ to: 'requests' });
}

const PARTIES = { Patient: 'PATIENT', Doctor: 'DOCTOR' } as const;

function News({ party, change }: { party: 'Patient' | 'Doctor'; change: Change }) {
  const { appointment } = change;
  const params = { id: appointment.id };
  return (
    <>
      <p>
        {party === 'Patient' ? <PatientsWords change={change} /> : <DoctorsWords change={change} />}{' '}
        <LocalTime at={appointment.slot.startsAt} />
      </p>
      {party === 'Patient' ? (
        <Go to="appointment" params={params}>
          <Trans>Ver a consulta</Trans>
        </Go>
      ) : (
        <Go to="request" params={params}>
          {appointment.status === 'PENDING' ? <Trans>Ver e responder</Trans> : <Trans>Ver a consulta</Trans>}
        </Go>
      )}
    </>
  );
}

function PatientsWords({ change: { kind, appointment } }: { change: Change }) {
  const doctor = appointment.doctor.name;
  if (kind === 'CONFIRMED') return <Trans>Confirmada por {doctor}:</Trans>;
  if (kind === 'DECLINED') return <Trans>{doctor} não pode atender:</Trans>;
  if (kind === 'EXPIRED') return <Trans>{doctor} não respondeu a tempo:</Trans>;
  return <Trans>{doctor} cancelou:</Trans>;
}

function DoctorsWords({ change: { kind, appointment } }: { change: Change }) {
  const patient = appointment.patient.name;
  if (kind === 'BOOKED') return <Trans>{patient} pediu uma consulta:</Trans>;
  if (kind === 'RESCHEDULED') return <Trans>{patient} quer mudar para:</Trans>;
  if (kind === 'EXPIRED') return <Trans>O pedido de {patient} ficou sem resposta a tempo:</Trans>;
  return <Trans>{patient} cancelou:</Trans>;
}
