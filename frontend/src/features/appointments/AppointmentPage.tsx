import { Trans, useLingui } from '@lingui/react/macro';
import { type RefObject, useEffect, useRef } from 'react';
import { type CombinedError, useQuery } from 'urql';
import { useSearch } from 'wouter';
import { NotFoundPage } from '~/app/NotFoundPage';
import { useTitle } from '~/app/title';
import { useFresh } from '~/graphql/useFresh';
import { Guard } from '~/session/Guard';
import { useNow } from '~/shared/lib/now';
import { Skeleton } from '~/shared/ui/Skeleton';
import { TroubleNote } from '~/shared/ui/TroubleNote';
import { AppointmentPageDocument, type AppointmentPageQuery } from './AppointmentPage.gen';
import { Details } from './Details';
import { Reschedule } from './Reschedule';
import { mayChange } from './standing';
import './AppointmentPage.css';

const STEP_MS = 15_000;

/** All of one appointment, for its patient. */
export default function AppointmentPage({ id }: { id: string }) {
  return (
    <Guard role="Patient">
      <Asked key={id} id={id} />
    </Guard>
  );
}

function Asked({ id }: { id: string }) {
  const [{ data, error, stale, fetching }, read] = useQuery({
    query: AppointmentPageDocument,
    variables: { id },
  });
  useFresh(read);
  const again = () => read({ requestPolicy: 'network-only' });
  if (data?.appointment) {
    return (
      <div className="page visit-page" aria-busy={stale}>
        {error && <TroubleNote error={error} again={again} />}
        <Shown appointment={data.appointment} onOutdated={again} />
      </div>
    );
  }
  if (!error && (!data || fetching || stale)) return <NotYet />;
  return error ? <NotYet error={error} again={again} /> : <NotThere />;
}

interface ShownProps {
  appointment: NonNullable<AppointmentPageQuery['appointment']>;
  /** The server knows it otherwise: read it anew. */
  onOutdated: () => void;
}

function Shown({ appointment, onOutdated }: ShownProps) {
  const now = useNow(STEP_MS);
  const moving = new URLSearchParams(useSearch()).has('remarcar') && mayChange(appointment, now);
  const heading = useFocusAfter(moving);
  if (moving) return <Reschedule appointment={appointment} heading={heading} onOutdated={onOutdated} />;
  return <Details appointment={appointment} heading={heading} now={now} />;
}

/** The two faces of this page are one address: who goes from one to the other arrives at its heading. */
function useFocusAfter(moving: boolean): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  const before = useRef(moving);
  useEffect(() => {
    if (before.current === moving) return;
    before.current = moving;
    heading.current?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, [moving]);
  return heading;
}

function NotThere() {
  return (
    <NotFoundPage>
      <Trans>Esta consulta não existe, ou não está na sua conta.</Trans>
    </NotFoundPage>
  );
}

function NotYet({ error, again }: { error?: CombinedError; again?: () => void }) {
  const { t } = useLingui();
  useTitle(t`Consulta`);
  return (
    <div className="page visit-page">
      <h1>
        <Trans>Consulta</Trans>
      </h1>
      {error ? <TroubleNote error={error} again={again} /> : <Skeleton cards={2} />}
    </div>
  );
}
