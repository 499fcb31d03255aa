import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from 'urql';
import { useTitle } from '~/app/title';
import { useFresh } from '~/graphql/useFresh';
import { Guard } from '~/session/Guard';
import { LiveDot } from '~/shared/ui/LiveDot';
import { Skeleton } from '~/shared/ui/Skeleton';
import { TroubleNote } from '~/shared/ui/TroubleNote';
import { RequestLine } from './RequestLine';
import { RequestsDocument } from './RequestsPage.gen';
import { useLine } from './useLine';
import './RequestsPage.css';

export default function RequestsPage() {
  const { t } = useLingui();
  useTitle(t`Pedidos`);
  return (
    <Guard role="Doctor">
      <Requests />
    </Guard>
  );
}

function Requests() {
  const [{ data, error, fetching, stale }, readAnew] = useQuery({
    query: RequestsDocument,
    requestPolicy: 'cache-and-network',
  });
  useFresh(readAnew);
  const line = useLine(data?.appointments.nodes);
  return (
    <div className="page requests">
      <header className="requests-head">
        <h1>
          <Trans>Pedidos</Trans>
        </h1>
        <LiveDot />
      </header>
      {error && <TroubleNote error={error} again={() => readAnew({ requestPolicy: 'network-only' })} />}
      {line ? (
        <RequestLine line={line} busy={fetching || stale} />
      ) : (
        !error && <Skeleton cards={2} lines={5} />
      )}
    </div>
  );
}
