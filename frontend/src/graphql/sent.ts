import type { TypedDocumentNode } from 'urql';

/**
 * An operation's text, with the types of what goes and what comes. urql reads it when it is first sent: to read all of
 * them while the client starts would keep a phone from answering.
 */
export function sent<Data, Variables>(text: string): TypedDocumentNode<Data, Variables> {
  return text as unknown as TypedDocumentNode<Data, Variables>;
}
