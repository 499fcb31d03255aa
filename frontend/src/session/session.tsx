/** Who is signed in, and the client that reads with their eyes. */
import {
  createContext,
  type ReactNode,
  startTransition,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { Provider } from 'urql';
import { adopt } from '~/app/i18n';
import { type Connected, connect } from '~/graphql/client';
import { pause } from '~/shared/lib/pause';
import { SignOutDocument } from './signOut.gen';
import { ViewerDocument, type ViewerQuery } from './viewer.gen';

export type Viewer = NonNullable<ViewerQuery['viewer']>;

export interface Session {
  /** undefined: not known yet. null: nobody. */
  viewer: Viewer | null | undefined;
  /** Why it is not known, when the first question about it failed. */
  trouble: unknown;
  /** The session ended by itself: said on the page where one signs in. */
  ended: boolean;
  /** Look anew, after signing in or registering. */
  begin(): Promise<void>;
  /** Sign out here and on the server. `first` goes where everybody may be: no page sees its reader vanish. */
  leave(first?: () => void): Promise<void>;
}

const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession needs a SessionProvider');
  return session;
}

type Known = Pick<Session, 'viewer' | 'trouble' | 'ended'>;
const UNKNOWN: Known = { viewer: undefined, trouble: undefined, ended: false };
const NOBODY: Known = { ...UNKNOWN, viewer: null };

/** The first question, and its answer as soon as it is there. */
export interface First {
  connected: Connected;
  seen: Promise<Known>;
  ended: { tell(): void };
}

/** Asked before anything is drawn, in the language that is `spoken` then: the answer is on its way meanwhile. */
export function firstLook(spoken: Promise<void>): First {
  const ended = { tell() {} };
  const connected = connect(() => ended.tell());
  return { connected, seen: pause().then(() => look(connected, spoken)), ended };
}

export function SessionProvider({ first, children }: { first: First; children: ReactNode }) {
  const [known, setKnown] = useState<Known>(UNKNOWN);
  const [connected, setConnected] = useState(first.connected);
  const current = useRef(connected);

  function anew(): Connected {
    return connect(end);
  }

  function end(): void {
    change(anew(), { ...NOBODY, ended: true });
  }

  /** Whoever comes next sees nothing of what was read before. */
  function change(next: Connected, seen: Known): void {
    current.current.close();
    current.current = next;
    setConnected(next);
    setKnown(seen);
  }

  async function begin(): Promise<void> {
    const next = anew();
    change(next, await look(next));
  }

  async function leave(first?: () => void): Promise<void> {
    const { error } = await connected.client.mutation(SignOutDocument, {}).toPromise();
    if (error) throw error;
    first?.();
    change(anew(), NOBODY);
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: the function works on what is current
  useEffect(() => {
    first.ended.tell = end;
    void first.seen.then((seen) => {
      if (first.connected === current.current) startTransition(() => setKnown(seen));
    });
  }, [first]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the functions work on what is current
  const session = useMemo(() => ({ ...known, begin, leave }), [known, connected]);
  return (
    <SessionContext.Provider value={session}>
      <Provider value={connected.client}>{children}</Provider>
    </SessionContext.Provider>
  );
}

async function look({ client }: Connected, spoken?: Promise<void>): Promise<Known> {
  const { data, error } = await client.query(ViewerDocument, {}).toPromise();
  await spoken;
  if (data?.viewer?.__typename === 'Patient') await adopt(data.viewer.locale);
  return { viewer: data ? data.viewer : undefined, trouble: error, ended: false };
}
