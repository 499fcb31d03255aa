import { Client, fetchExchange, mapExchange, type SubscriptionForwarder, subscriptionExchange } from 'urql';
import { language } from '~/app/i18n';
import { HTTP_URL } from './api';
import { normalisedCache } from './cache';
import { socketIs } from './connection';
import type { Socket } from './socket';

export interface Connected {
  client: Client;
  /** Hang up: somebody else is signed in now. */
  close(): void;
}

/** A client with an empty memory, which is never written to disk. `sessionEnded`: sign in again. */
export function connect(sessionEnded: () => void): Connected {
  let socket: Promise<Socket> | undefined;
  let open = true;

  /** The socket's code is fetched by whoever follows something first. */
  function opened(): Promise<Socket> {
    socket ??= import('./socket').then(({ openSocket }) => openSocket(() => open && sessionEnded()));
    return socket;
  }

  const client = new Client({
    url: HTTP_URL,
    preferGetMethod: false,
    fetchOptions: () => ({ credentials: 'include', headers: { 'accept-language': language() } }),
    exchanges: [
      mapExchange({
        onResult(result) {
          const codes = result.error?.graphQLErrors.map((error) => error.extensions.code) ?? [];
          if (open && codes.includes('UNAUTHENTICATED')) sessionEnded();
        },
      }),
      normalisedCache(),
      fetchExchange,
      subscriptionExchange({ forwardSubscription: (request) => followed(request, opened) }),
    ],
  });
  return {
    client,
    close() {
      open = false;
      socketIs('idle');
      void socket?.then((each) => each.close());
    },
  };
}

type Request = Parameters<SubscriptionForwarder>[0];

function followed(request: Request, opened: () => Promise<Socket>): ReturnType<SubscriptionForwarder> {
  const what = { query: request.query ?? '', variables: { ...request.variables } };
  return {
    subscribe(sink) {
      let leave = () => {};
      let gone = false;
      opened().then(
        (socket) => {
          if (!gone) leave = socket.follow(what, { ...sink, next: (result) => sink.next(result as never) });
        },
        (error) => sink.error(error),
      );
      return {
        unsubscribe() {
          gone = true;
          leave();
        },
      };
    },
  };
}
