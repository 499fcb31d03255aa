import { Trans, useLingui } from '@lingui/react/macro';
import { useDeferredValue } from 'react';
import { useQuery } from 'urql';
import { useTitle } from '~/app/title';
import { useFresh } from '~/graphql/useFresh';
import { Guard } from '~/session/Guard';
import { useReader } from '~/session/reader';
import { useNow } from '~/shared/lib/now';
import { plusDays, startOf, today } from '~/shared/lib/time';
import { Go } from '~/shared/ui/Go';
import { Icon } from '~/shared/ui/Icon';
import { Skeleton } from '~/shared/ui/Skeleton';
import { TroubleNote } from '~/shared/ui/TroubleNote';
import { Day } from './Day';
import { TodayHead } from './TodayHead';
import { TodayDocument } from './TodayPage.gen';
import './TodayPage.css';

/** How soon the page sees that a visit began, and that it is tomorrow. */
const LOOK_MS = 10_000;

export default function TodayPage() {
  const { t } = useLingui();
  useTitle(t`Hoje`);
  return (
    <Guard role="Doctor" head={<Head />}>
      <TodayOf />
    </Guard>
  );
}

/** The day on the doctor's own calendar: at midnight there it is the next one. */
function TodayOf() {
  const { zone } = useReader();
  const now = useNow(LOOK_MS);
  const day = today(zone, new Date(now));
  return (
    <div className="page today">
      <TodayHead day={day} />
      <HowItChanges />
      <Loaded key={day} from={startOf(day, zone)} to={startOf(plusDays(day, 1), zone)} now={now} />
      <p className="today-more">
        <Go to="week" className="today-link">
          <Trans>Ver os próximos dias na semana</Trans>
          <Icon name="forward" />
        </Go>
      </p>
    </div>
  );
}

/** Whose day it is tells the account: until then, what is in the page before the client is (api/client.py). */
function Head() {
  return (
    <>
      <h1>
        <Trans>Hoje</Trans>
      </h1>
      <HowItChanges />
    </>
  );
}

function HowItChanges() {
  return (
    <p className="muted">
      <Trans>Pedidos, mudanças e cancelamentos aparecem aqui na hora, sem recarregar a página.</Trans>
    </p>
  );
}

function Loaded({ from, to, now }: { from: string; to: string; now: number }) {
  const [{ data, error, fetching, stale }, readAnew] = useQuery({
    query: TodayDocument,
    variables: { from, to },
    requestPolicy: 'cache-and-network',
  });
  useFresh(readAnew);
  const shown = useDeferredValue(data); // drawn in steps
  const again = () => readAnew({ requestPolicy: 'network-only' });
  return (
    <>
      {error && <TroubleNote error={error} again={again} />}
      {shown ? (
        <div className="today-day" aria-busy={fetching || stale}>
          <Day data={shown} began={from} now={now} />
        </div>
      ) : (
        !error && <Skeleton cards={3} lines={3} />
      )}
    </>
  );
}
