/**
 * What calendars know a visit by, as the clinic's letters write it: it is named after the first of the
 * appointments that replaced one another, and each step that any of them took makes it newer.
 */
import type { CombinedError } from 'urql';

export interface Step {
  id: string;
  confirmedAt: string | null;
  closedAt: string | null;
  rescheduledFrom: { id: string } | null;
}
export interface Series {
  uid: string;
  sequence: number;
}
export type Answer = { step: Step } | { error: CombinedError | undefined };

/** Asks for one appointment after the other, back to the first. */
export async function seriesOf(id: string, ask: (id: string) => Promise<Answer>) {
  let sequence = 0;
  for (let at = id; ; ) {
    const answer = await ask(at);
    if ('error' in answer) return answer;
    const { step } = answer;
    sequence += stepsOf(step);
    if (!step.rescheduledFrom) return { uid: step.id, sequence } satisfies Series;
    at = step.rescheduledFrom.id;
  }
}

/** Asked for; confirmed; closed. */
function stepsOf({ confirmedAt, closedAt }: Step): number {
  return 1 + (confirmedAt ? 1 : 0) + (closedAt ? 1 : 0);
}
