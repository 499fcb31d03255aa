import { Plural, Trans } from '@lingui/react/macro';
import { memo, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { useQuery } from 'urql';
import { useFresh } from '~/graphql/useFresh';
import { useReader } from '~/session/reader';
import { useChosenOf } from '~/shared/agenda/useChoice';
import { zoneName } from '~/shared/lib/time';
import { Button } from '~/shared/ui/Button';
import { Skeleton } from '~/shared/ui/Skeleton';
import { TroubleNote } from '~/shared/ui/TroubleNote';
import { DoctorRow, type RowSlot, slotsOf } from './DoctorRow';
import type { DoctorRowFragment } from './DoctorRow.gen';
import { type Filters, variablesOf } from './filters';
import { NoneFound } from './NoneFound';
import { DoctorsDocument } from './Results.gen';
import './Results.css';

/** What a row needs to choose from; which one is chosen each row sees in the address. */
export interface Choosing {
  now: number;
  today: string;
  onChoose(slot: RowSlot, doctor: DoctorRowFragment): void;
  onFound(slot: RowSlot, doctor: DoctorRowFragment): void;
  onNear(): void;
}

const ON_A_PHONE = 3;

interface ResultsProps {
  filters: Filters;
  choosing: Choosing;
  onMore(): void;
}

/** The doctors found, page after page, each with its own question. */
export const Results = memo((props: ResultsProps) => <ResultPage {...props} rest={props.filters.more} />);

interface ResultPageProps extends ResultsProps {
  after?: string;
  /** How many pages come after this one. */
  rest: number;
  /** It was asked for just now: its first doctor gets the focus that was on the button. */
  asked?: boolean;
}

function ResultPage({ after, rest, asked, ...props }: ResultPageProps) {
  const { filters, choosing, onMore } = props;
  const [pressed, setPressed] = useState(false);
  const { doctors, error, busy, again } = usePage(filters, after, choosing.today);
  const list = useFirstFocused(Boolean(asked && doctors));
  if (!doctors)
    return error ? <TroubleNote error={error} again={again} /> : <Skeleton cards={after ? 1 : 4} />;
  if (!after && doctors.nodes.length === 0) return <NoneFound filters={filters} choosing={choosing} />;
  const { hasNextPage, endCursor } = doctors.pageInfo;
  return (
    <>
      {!after && <Count count={doctors.nodes.length} more={hasNextPage} />}
      {error && <TroubleNote error={error} again={again} />}
      <Chosen doctors={doctors.nodes} onFound={choosing.onFound} />
      <ol className="results" ref={list} aria-busy={busy}>
        <Rows doctors={doctors.nodes} choosing={choosing} />
      </ol>
      {hasNextPage && endCursor && rest > 0 && (
        <ResultPage {...props} after={endCursor} rest={rest - 1} asked={pressed} />
      )}
      {hasNextPage && rest === 0 && (
        <Button
          className="more"
          onClick={() => {
            setPressed(true);
            onMore();
          }}
        >
          <Trans>Mostrar mais médicos</Trans>
        </Button>
      )}
    </>
  );
}

/** What a phone shows comes first, the rest in a second step. */
function Rows({ doctors, choosing }: { doctors: DoctorRowFragment[]; choosing: Choosing }) {
  const many = useDeferredValue(doctors.length, ON_A_PHONE);
  return doctors.map((doctor, at) => (
    <li key={doctor.id}>{at < many && <DoctorRow doctor={doctor} choosing={choosing} />}</li>
  ));
}

function usePage(filters: Filters, after: string | undefined, today: string) {
  const { zone } = useReader();
  const [{ data, error, fetching, stale }, read] = useQuery({
    query: DoctorsDocument,
    variables: { ...variablesOf(filters, today, zone), after },
    requestPolicy: 'cache-and-network',
  });
  useFresh(read);
  const again = () => read({ requestPolicy: 'network-only' });
  const doctors = useDeferredValue(data?.doctors); // drawn in steps
  return { doctors, error, busy: fetching || stale || doctors !== data?.doctors, again };
}

/** After a refresh the address names a time; whoever has it tells. */
function Chosen({ doctors, onFound }: { doctors: DoctorRowFragment[] } & Pick<Choosing, 'onFound'>): null {
  const chosen = useChosenOf(useMemo(() => doctors.flatMap(slotsOf), [doctors]));
  useEffect(() => {
    const doctor = chosen && doctors.find((each) => slotsOf(each).includes(chosen));
    if (doctor) onFound(chosen, doctor);
  }, [doctors, chosen, onFound]);
  return null;
}

function useFirstFocused(now: boolean) {
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    if (now) list.current?.querySelector('a')?.focus();
  }, [now]);
  return list;
}

function Count({ count, more }: { count: number; more: boolean }) {
  const reader = useReader();
  const zone = zoneName(new Date().toISOString(), reader);
  return (
    <p className="muted" role="status">
      {more ? (
        <Trans>Mais de {count} médicos</Trans>
      ) : (
        <Plural value={count} one="# médico" other="# médicos" />
      )}{' '}
      · {zone}
    </p>
  );
}
