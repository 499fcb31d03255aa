import { useState } from 'react';
import { aside, type Line, letIn, lineUp, readAgain } from './line';
import type { RequestCardFragment } from './RequestCard.gen';

type Request = RequestCardFragment;

export interface FollowedLine {
  shown: Line<Request>['shown'];
  fresh: ReadonlySet<string>;
  aside: readonly Request[];
  /** Those who wait aside join; tells who of them is first now. */
  letIn(): string | undefined;
}

/** The line of requests as it is read again and again; undefined until it was read once. */
export function useLine(read: readonly Request[] | undefined): FollowedLine | undefined {
  const [kept, keep] = useState<Line<Request>>();
  const line = read && read !== kept?.read ? next(kept, read) : kept;
  if (line !== kept) keep(line);
  if (!line) return undefined;
  return {
    shown: line.shown,
    fresh: line.fresh,
    aside: aside(line),
    letIn() {
      const joined = letIn(line);
      keep(joined);
      return joined.shown.find(({ item }) => joined.fresh.has(item.id))?.item.id;
    },
  };
}

function next(line: Line<Request> | undefined, read: readonly Request[]): Line<Request> {
  return line ? readAgain(line, read) : lineUp(read);
}
