/** The requests that wait, in the order in which they are answered, standing still while one answers. */
import { newcomers, type Standing, settle, stand } from '~/shared/lib/standing';

export interface Waiting {
  id: string;
  expiresAt: string | null;
  slot: { startsAt: string };
}

export interface Line<Request extends Waiting> {
  /** As they were read last. */
  read: readonly Request[];
  shown: readonly Standing<Request>[];
  /** Those that were let in last. */
  fresh: ReadonlySet<string>;
}

export function lineUp<Request extends Waiting>(read: readonly Request[]): Line<Request> {
  return { read, shown: stand(byUrgency(read)), fresh: new Set() };
}

/** What is shown stays in its place. Who comes meanwhile waits aside, unless nobody is there to be moved. */
export function readAgain<Request extends Waiting>(
  line: Line<Request>,
  read: readonly Request[],
): Line<Request> {
  if (line.shown.length) return { ...line, read, shown: settle(line.shown, read) };
  return { ...lineUp(read), fresh: new Set(read.map(({ id }) => id)) };
}

export function aside<Request extends Waiting>(line: Line<Request>): readonly Request[] {
  return newcomers(line.shown, line.read);
}

/** Who waited aside joins, and what is answered leaves. */
export function letIn<Request extends Waiting>(line: Line<Request>): Line<Request> {
  return { ...lineUp(line.read), fresh: new Set(aside(line).map(({ id }) => id)) };
}

/** What lapses first is first; of two that lapse together, the earlier visit. */
export function byUrgency<Request extends Waiting>(requests: readonly Request[]): readonly Request[] {
  return [...requests].sort((one, other) => lapse(one) - lapse(other) || start(one) - start(other));
}

function lapse({ expiresAt }: Waiting): number {
  return expiresAt ? Date.parse(expiresAt) : Number.POSITIVE_INFINITY;
}

function start({ slot }: Waiting): number {
  return Date.parse(slot.startsAt);
}
