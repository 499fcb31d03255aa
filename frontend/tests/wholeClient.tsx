/** urql's own client before a server that is the test: for what asks the client itself, and for answers that take a while. */
import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { render } from '@testing-library/react';
import type { ReactElement } from 'react';
import {
  Client,
  CombinedError,
  type Exchange,
  makeErrorResult,
  makeResult,
  type Operation,
  Provider,
} from 'urql';
import { filter, fromPromise, mergeMap, pipe } from 'wonka';

type Data = Record<string, unknown>;
type Answer = Data | CombinedError | 'never';
/** By the operation's name. */
export type SlowServer = Record<string, (variables: Record<string, unknown>) => Answer | Promise<Answer>>;

export const unreachable = new CombinedError({ networkError: new Error('away') });
export const refusedWith = (code: string) =>
  new CombinedError({ graphQLErrors: [{ message: code, extensions: { code } }] });

/** What was asked, in order. */
export interface Asked {
  name: string;
  variables: Record<string, unknown>;
}

export function clientOf(server: SlowServer): { client: Client; asked: Asked[] } {
  const asked: Asked[] = [];
  async function answer(operation: Operation) {
    const [name, variables] = [nameOf(operation), { ...operation.variables }];
    asked.push({ name, variables });
    const found = (await server[name]?.(variables)) ?? 'never';
    if (found === 'never') return new Promise<never>(() => undefined);
    return found instanceof CombinedError
      ? { ...makeErrorResult(operation, new Error('')), error: found }
      : makeResult(operation, { data: found });
  }
  const exchange: Exchange = () => (operations) =>
    pipe(
      operations,
      filter(({ kind }) => kind !== 'teardown'),
      mergeMap((operation) => fromPromise(answer(operation))),
    );
  return {
    client: new Client({ url: 'http://test/graphql', preferGetMethod: false, exchanges: [exchange] }),
    asked,
  };
}

export function renderBefore(server: SlowServer, what: ReactElement) {
  const { client, asked } = clientOf(server);
  const framed = (inner: ReactElement) => (
    <I18nProvider i18n={i18n}>
      <Provider value={client}>{inner}</Provider>
    </I18nProvider>
  );
  const { rerender, unmount } = render(framed(what));
  return { asked, unmount, again: (inner: ReactElement) => rerender(framed(inner)) };
}

function nameOf({ query }: Operation): string {
  const operation = query.definitions.find((each) => each.kind === 'OperationDefinition');
  return (operation && 'name' in operation && operation.name?.value) || '';
}
