import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import { useQuery } from 'urql';
import { useFresh } from '~/graphql/useFresh';
import { useReader } from '~/session/reader';
import { Button } from '~/shared/ui/Button';
import { Skeleton } from '~/shared/ui/Skeleton';
import { TroubleNote } from '~/shared/ui/TroubleNote';
import { AppointmentRow } from './AppointmentRow';
import { Arrived } from './Arrived';
import {
  type AppointmentStatus,
  HistoryWindowDocument,
  type HistoryWindowQuery,
  type HistoryWindowQueryVariables,
} from './History.gen';
import { windowOf } from './historyWindows';
import { phaseOf } from './standing';

interface WindowProps {
  number: number;
  /** Today, on the reader's calendar. */
  day: string;
  /** Whether what is listed may lie ahead: it was called off. */
  ahead: boolean;
  status: readonly AppointmentStatus[];
  now: number;
  /** It was wished for by a button that it takes the place of. */
  wished?: boolean;
}

/** One window of the past, newest first; then the one before it, when it is wished or this one is empty. */
export function HistoryWindow({ wished = false, ...props }: WindowProps) {
  const { zone } = useReader();
  const { from, to } = windowOf(props.number, props.day, zone, props.ahead);
  const asked = { from, to, status: [...props.status], bounded: from !== null };
  return (
    <Arrived focus={wished}>
      <Page asked={asked} now={props.now}>
        {(page) => <Older page={page} {...props} />}
      </Page>
    </Arrived>
  );
}

type Asked = HistoryWindowQueryVariables;
interface PageProps {
  asked: Asked;
  now: number;
  /** What stands below it. */
  children?: (page: HistoryWindowQuery) => React.ReactNode;
}

/** A hundred of a window, soonest first as they come; those after them are newer, and stand above. */
function Page({ asked, now, children }: PageProps) {
  const [{ data, error }, read] = useQuery({ query: HistoryWindowDocument, variables: asked });
  useFresh(read);
  if (error) return <TroubleNote error={error} again={() => read({ requestPolicy: 'network-only' })} />;
  if (!data) return <Skeleton cards={1} />;
  const { hasNextPage, endCursor } = data.appointments.pageInfo;
  return (
    <>
      {hasNextPage && <Page asked={{ ...asked, after: endCursor, bounded: false }} now={now} />}
      <Rows nodes={over(data, now)} now={now} />
      {children?.(data)}
    </>
  );
}

function over({ appointments }: HistoryWindowQuery, now: number) {
  return appointments.nodes.filter((each) => ['ended', 'closed'].includes(phaseOf(each, now))).reverse();
}

function Rows({ nodes, now }: { nodes: ReturnType<typeof over>; now: number }) {
  if (!nodes.length) return null;
  return (
    <ul className="visits">
      {nodes.map((each) => (
        <AppointmentRow key={each.id} appointment={each} now={now} />
      ))}
    </ul>
  );
}

function Older({ page, ...props }: Omit<WindowProps, 'wished'> & { page: HistoryWindowQuery }) {
  const [wished, setWished] = useState(false);
  if (!page.older?.nodes.length) return null;
  const nothingHere = over(page, props.now).length === 0;
  if (wished || nothingHere) return <HistoryWindow {...props} number={props.number + 1} wished={wished} />;
  return (
    <div className="row">
      <Button onClick={() => setWished(true)}>
        <Trans>Mostrar mais antigas</Trans>
      </Button>
    </div>
  );
}
