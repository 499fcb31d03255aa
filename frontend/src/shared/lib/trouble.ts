/** What went wrong with a request, as far as a person can do something about it. */
import type { CombinedError } from 'urql';

export type Trouble =
  /** Nothing was answered: no network, or the server is away. */
  | { kind: 'unreachable' }
  /** The server answers, but cannot serve now. */
  | { kind: 'busy' }
  /** Sign in again. */
  | { kind: 'signedOut' }
  /** The page is older than what serves it, and asks what is not answered any more. */
  | { kind: 'outdated' }
  /** This person may not do that. */
  | { kind: 'forbidden' }
  /** We broke; the id finds it in our logs. */
  | { kind: 'broken'; requestId: string | undefined };

const KINDS: Record<string, 'busy' | 'signedOut' | 'forbidden'> = {
  UNAVAILABLE: 'busy',
  RATE_LIMITED: 'busy',
  UNAUTHENTICATED: 'signedOut',
  FORBIDDEN: 'forbidden',
};

export function troubleOf(error: CombinedError): Trouble {
  const first = error.graphQLErrors[0]?.extensions;
  if (!first) return { kind: 'unreachable' };
  if (first.outdated) return { kind: 'outdated' };
  const kind = KINDS[String(first.code)];
  return kind ? { kind } : { kind: 'broken', requestId: first.requestId as string | undefined };
}
