import { Trans, useLingui } from '@lingui/react/macro';
import { type RefObject, useDeferredValue, useRef } from 'react';
import { useQuery } from 'urql';
import { useTitle } from '~/app/title';
import { useFresh } from '~/graphql/useFresh';
import { Guard } from '~/session/Guard';
import { useReader } from '~/session/reader';
import { useNow } from '~/shared/lib/now';
import { plusDays, startOf, today } from '~/shared/lib/time';
import { LiveDot } from '~/shared/ui/LiveDot';
import { Skeleton } from '~/shared/ui/Skeleton';
import { TroubleNote } from '~/shared/ui/TroubleNote';
import { AppointmentsPageDocument, type AppointmentsPageQuery } from './AppointmentsPage.gen';
import { History } from './History';
import { Live } from './Live';
import { NoneYet, NothingAhead } from './NothingAhead';
import { sectionsOf } from './standing';
import './AppointmentsPage.css';

const STEP_MS = 15_000;

/** A patient's appointments: what comes, what waits for its answer, what was. */
export default function AppointmentsPage() {
  return (
    <Guard role="Patient" head={<Head />}>
      <Mine />
    </Guard>
  );
}

function Mine() {
  const { t } = useLingui();
  useTitle(t`Minhas consultas`);
  const heading = useRef<HTMLHeadingElement>(null);
  const now = useNow(STEP_MS);
  const [{ data, error, stale }, read] = useQuery({
    query: AppointmentsPageDocument,
    variables: useBounds(now),
  });
  useFresh(read);
  const shown = useDeferredValue(data); // drawn in steps
  return (
    <div className="page" aria-busy={stale}>
      <Head heading={heading} />
      {error && <TroubleNote error={error} again={() => read({ requestPolicy: 'network-only' })} />}
      {shown ? <Lists data={shown} now={now} heading={heading} /> : !error && <Skeleton cards={2} />}
    </div>
  );
}

/** The first words are in the page before the client is (api/client.py). */
function Head({ heading }: { heading?: RefObject<HTMLHeadingElement | null> }) {
  return (
    <>
      <header className="visits-head">
        <h1 ref={heading} tabIndex={-1}>
          <Trans>Minhas consultas</Trans>
        </h1>
        <LiveDot />
      </header>
      <p className="muted">
        <Trans>Esta lista se atualiza sozinha: a resposta do médico aparece aqui na hora.</Trans>
      </p>
    </>
  );
}

/** A visit that began yesterday may still run; what is older is past. Days of the reader's calendar. */
function useBounds(now: number) {
  const { zone } = useReader();
  const day = today(zone, new Date(now));
  return { since: startOf(plusDays(day, -1), zone), tomorrow: startOf(plusDays(day, 1), zone) };
}

interface ListsProps {
  data: AppointmentsPageQuery;
  now: number;
  heading: RefObject<HTMLHeadingElement | null>;
}

function Lists({ data, now, heading }: ListsProps) {
  const sections = sectionsOf(data.live.nodes, now);
  const hasPast = [data.past, data.unrecorded].some(({ nodes }) => nodes.length) || sections.ended.length > 0;
  const hasClosed = data.closed.nodes.length > 0;
  const hasLive = sections.next || sections.waiting.length;
  if (!hasLive && !hasPast && !hasClosed) return <NoneYet />;
  return (
    <>
      {hasLive ? (
        <Live page={data.live} sections={sections} now={now} onCancelled={() => heading.current?.focus()} />
      ) : (
        <NothingAhead />
      )}
      {hasPast && <History kind="past" now={now} />}
      {hasClosed && <History kind="closed" now={now} />}
    </>
  );
}
