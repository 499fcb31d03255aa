/** Keeps count of the requests that wait for the doctor who is signed in, wherever in the client. */
import { useEffect } from 'react';
import { useQuery } from 'urql';
import { useFresh } from '~/graphql/useFresh';
import { useSession } from '~/session/session';
import { waiting } from './title';
import { WaitingCountDocument } from './WaitingCount.gen';

export function WaitingCount() {
  return useSession().viewer?.__typename === 'Doctor' && <Counted />;
}

function Counted() {
  const [{ data }, readAnew] = useQuery({ query: WaitingCountDocument });
  useFresh(readAnew);
  // one that was just answered stays in the list until it is read again
  const count = data?.appointments.nodes.filter(({ status }) => status === 'PENDING').length ?? 0;
  useEffect(() => waiting.set(count), [count]);
  useEffect(() => () => waiting.set(0), []);
  return null;
}
