/**
 * Subscriptions over graphql-transport-ws. Each remembers the cursor of the last change, so that its retries
 * resume there: nothing is missed, nothing comes twice (docs/live.md).
 */
import { createClient, type ExecutionResult, type Sink } from 'graphql-ws';
import { SOCKET_URL } from './api';
import { readAnew, socketIs } from './connection';

/** Closes that would be answered by the same close again. */
const FATAL = [4400, 4401, 4406, 4409, 4429];
const SIGN_IN_AGAIN = 4401;
const LONGEST_PAUSE_MS = 3_000;
const PING_MS = 10_000;

export interface Followed {
  query: string;
  variables: Record<string, unknown>;
}
type Change = Record<string, { cursor?: string } | null>;

export interface Socket {
  follow(what: Followed, sink: Sink<ExecutionResult>): () => void;
  close(): void;
}

export function openSocket(sessionEnded: () => void): Socket {
  const client = createClient({
    url: SOCKET_URL,
    keepAlive: PING_MS,
    retryAttempts: Number.POSITIVE_INFINITY,
    retryWait: pause,
    shouldRetry: (reason) => !FATAL.includes(codeOf(reason) ?? 0),
    connectionAckWaitTimeout: PING_MS,
    on: {
      connected: () => socketIs('live'),
      closed: (reason) => {
        socketIs(wasWished(reason) ? 'idle' : 'retrying');
        if (codeOf(reason) === SIGN_IN_AGAIN) sessionEnded();
      },
      pong: () => clearTimeout(silence),
      ping: (received) => {
        if (!received) silence = setTimeout(() => client.terminate(), PING_MS / 2);
      },
    },
  });
  let silence: ReturnType<typeof setTimeout> | undefined;
  return {
    follow: (what, sink) => follow(client.subscribe, what, sink),
    close: () => void client.dispose(),
  };
}

type Subscribe = ReturnType<typeof createClient>['subscribe'];

function follow(subscribe: Subscribe, what: Followed, sink: Sink<ExecutionResult>): () => void {
  let after: unknown = what.variables.after;
  let leave = begin();
  function begin(): () => void {
    const resumed = {
      query: what.query,
      get variables() {
        return { ...what.variables, after };
      },
    };
    return subscribe(resumed, {
      next(result) {
        after = cursorOf(result.data as Change | null) ?? after;
        sink.next(result as ExecutionResult);
      },
      error(error) {
        if (!mustResync(error)) return sink.error(error);
        after = undefined;
        leave = begin();
        readAnew();
      },
      complete: () => sink.complete(),
    });
  }
  return () => leave();
}

function cursorOf(data: Change | null | undefined): string | undefined {
  return data ? Object.values(data)[0]?.cursor : undefined;
}

function mustResync(error: unknown): boolean {
  return Array.isArray(error) && error[0]?.extensions?.code === 'RESYNC_REQUIRED';
}

function codeOf(reason: unknown): number | undefined {
  return (reason as Partial<CloseEvent> | undefined)?.code;
}

function wasWished(reason: unknown): boolean {
  return codeOf(reason) === 1000;
}

/** Longer each time, and never for all at the same moment; cut short when the network is back. */
function pause(retries: number): Promise<void> {
  const most = Math.min(200 * 2 ** retries, LONGEST_PAUSE_MS);
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      removeEventListener('online', done);
      resolve();
    };
    const timer = setTimeout(done, most * (0.5 + Math.random() / 2));
    addEventListener('online', done);
  });
}
