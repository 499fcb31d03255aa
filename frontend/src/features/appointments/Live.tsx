import { Plural, Trans } from '@lingui/react/macro';
import { type ReactNode, useId, useState } from 'react';
import { useQuery } from 'urql';
import { useFresh } from '~/graphql/useFresh';
import { useReader } from '~/session/reader';
import { plusDays, startOf, today } from '~/shared/lib/time';
import { Button } from '~/shared/ui/Button';
import { Skeleton } from '~/shared/ui/Skeleton';
import { TroubleNote } from '~/shared/ui/TroubleNote';
import { AppointmentRow } from './AppointmentRow';
import { type LivePageFragment, MoreLiveDocument } from './AppointmentsPage.gen';
import { Arrived } from './Arrived';
import { NextVisit } from './NextVisit';
import type { Sections } from './standing';

type Node = LivePageFragment['nodes'][number];

interface LiveProps {
  page: LivePageFragment;
  sections: Sections<Node>;
  now: number;
  onCancelled: () => void;
}

/** What comes and what waits. */
export function Live({ page, sections: { next, coming, waiting }, now, onCancelled }: LiveProps) {
  return (
    <>
      {next && <NextVisit key={next.id} appointment={next} now={now} onCancelled={onCancelled} />}
      {waiting.length > 0 && (
        <Rows nodes={waiting} now={now}>
          <Plural value={waiting.length} one="Aguardando resposta (#)" other="Aguardando resposta (#)" />
        </Rows>
      )}
      {coming.length > 0 && (
        <Rows nodes={coming} now={now}>
          <Trans>Depois</Trans>
        </Rows>
      )}
      <Further page={page} now={now} />
    </>
  );
}

function Rows({ nodes, now, children }: { nodes: readonly Node[]; now: number; children: ReactNode }) {
  const id = useId();
  return (
    <section className="visits-section" aria-labelledby={id}>
      <h2 id={id}>{children}</h2>
      <ul className="visits">
        {nodes.map((each) => (
          <AppointmentRow key={each.id} appointment={each} now={now} />
        ))}
      </ul>
    </section>
  );
}

/** The following page, when it is wished. */
function Further({ page, now }: { page: LivePageFragment; now: number }) {
  const [wished, setWished] = useState(false);
  const { hasNextPage, endCursor } = page.pageInfo;
  if (!hasNextPage || !endCursor) return null;
  if (wished) {
    return (
      <Arrived focus>
        <FurtherPage after={endCursor} now={now} />
      </Arrived>
    );
  }
  return (
    <div className="row">
      <Button onClick={() => setWished(true)}>
        <Trans>Mostrar as seguintes</Trans>
      </Button>
    </div>
  );
}

function FurtherPage({ after, now }: { after: string; now: number }) {
  const { zone } = useReader();
  const since = startOf(plusDays(today(zone, new Date(now)), -1), zone);
  const [{ data, error }, read] = useQuery({ query: MoreLiveDocument, variables: { since, after } });
  useFresh(read);
  if (error) return <TroubleNote error={error} again={() => read({ requestPolicy: 'network-only' })} />;
  if (!data) return <Skeleton cards={1} />;
  return (
    <>
      <Rows nodes={data.appointments.nodes} now={now}>
        <Trans>Mais adiante</Trans>
      </Rows>
      <Further page={data.appointments} now={now} />
    </>
  );
}
