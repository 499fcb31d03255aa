/** A client whose server is the test: an answer at once, a refusal, or no answer ever. */

import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { render } from '@testing-library/react';
import type { ReactElement } from 'react';
import { type Client, CombinedError, type GraphQLRequest, Provider } from 'urql';
import { fromValue, merge, never, type Source } from 'wonka';

type Answer = Record<string, unknown> | CombinedError | 'never';
/** By the operation's name, for its variables. */
export type Server = Record<string, (variables: Record<string, unknown>) => Answer>;

export const unreachable = new CombinedError({ networkError: new Error('away') });

export function renderWith(server: Server, what: ReactElement) {
  const answer = (request: GraphQLRequest<unknown, object>): Source<unknown> => {
    const found = server[nameOf(request)]?.({ ...request.variables }) ?? 'never';
    if (found === 'never') return never;
    const result = found instanceof CombinedError ? { error: found } : { data: found };
    // Like urql's own results: for this operation, and open for what comes later.
    return merge([fromValue({ ...result, operation: request, stale: false }), never]);
  };
  const client = {
    executeQuery: answer,
    executeSubscription: answer,
    executeMutation: answer,
  } as unknown as Client; // what the hooks use of it
  return render(
    <I18nProvider i18n={i18n}>
      <Provider value={client}>{what}</Provider>
    </I18nProvider>,
  );
}

function nameOf({ query }: GraphQLRequest<unknown, object>): string {
  const operation = query.definitions.find((each) => each.kind === 'OperationDefinition');
  return (operation && 'name' in operation && operation.name?.value) || '';
}
