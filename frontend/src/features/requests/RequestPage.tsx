import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from 'urql';
import { useTitle } from '~/app/title';
import { useFresh } from '~/graphql/useFresh';
import { Guard } from '~/session/Guard';
import { DoctorActions } from '~/shared/appointments/DoctorActions';
import { Go } from '~/shared/ui/Go';
import { LiveDot } from '~/shared/ui/LiveDot';
import { LocalTime } from '~/shared/ui/LocalTime';
import { Pebble } from '~/shared/ui/Pebble';
import { Skeleton } from '~/shared/ui/Skeleton';
import { StatusTag } from '~/shared/ui/StatusTag';
import { TroubleNote } from '~/shared/ui/TroubleNote';
import { RequestFacts } from './RequestFacts';
import { RequestDocument, type RequestQuery } from './RequestPage.gen';
import { RequestStory } from './RequestStory';
import './RequestPage.css';

/** One appointment as its doctor sees it, wherever it stands. */
export default function RequestPage({ id }: { id: string }) {
  const { t } = useLingui();
  useTitle(t`Consulta`); // the name of a patient does not go into the browser's history
  return (
    <Guard role="Doctor">
      <Loaded key={id} id={id} />
    </Guard>
  );
}

function Loaded({ id }: { id: string }) {
  const [{ data, error }, readAnew] = useQuery({
    query: RequestDocument,
    variables: { id },
    requestPolicy: 'cache-and-network',
  });
  useFresh(readAnew);
  const again = () => readAnew({ requestPolicy: 'network-only' });
  return (
    <div className="page request-page">
      {error && <TroubleNote error={error} again={again} />}
      {data?.appointment && <Shown appointment={data.appointment} />}
      {data && !data.appointment && <NotThere />}
      {!data && !error && <Skeleton cards={1} lines={9} />}
    </div>
  );
}

function Shown({ appointment }: { appointment: NonNullable<RequestQuery['appointment']> }) {
  const { slot, patient } = appointment;
  return (
    <>
      <header className="request-page-head">
        <Pebble name={patient.name} />
        <div>
          <h1>{patient.name}</h1>
          <p className="row">
            <StatusTag appointment={appointment} />
            <LiveDot />
          </p>
        </div>
      </header>
      <section className="card request-page-card" aria-labelledby="request-when">
        <h2 id="request-when">
          <LocalTime at={slot.startsAt} as="longDay" />
          <span className="request-page-time">
            <LocalTime at={slot.startsAt} as="hour" />
            <span aria-hidden="true">–</span>
            <span className="sr-only">
              <Trans>até</Trans>
            </span>
            <LocalTime at={slot.endsAt} as="hour" />
          </span>
        </h2>
        <RequestFacts appointment={appointment} />
        <RequestStory appointment={appointment} />
        <DoctorActions appointment={appointment} />
      </section>
      <Ways />
    </>
  );
}

function Ways() {
  return (
    <p className="row">
      <Go to="requests" className="request-more">
        <Trans>Todos os pedidos</Trans>
      </Go>
      <Go to="today" className="request-more">
        <Trans>O dia de hoje</Trans>
      </Go>
    </p>
  );
}

function NotThere() {
  return (
    <>
      <h1>
        <Trans>Esta consulta não está na sua agenda</Trans>
      </h1>
      <p>
        <Trans>O endereço pode ter um erro, ou a consulta é de outra conta.</Trans>
      </p>
      <Ways />
    </>
  );
}
