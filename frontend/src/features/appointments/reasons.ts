/** A reason to cancel, as the clinic takes it. No React here. */
export const REASON_LONGEST = 500;
const REASON_SHORTEST = 3;

export type ReasonFault = 'none' | 'short' | 'long';

/** What is wrong with a reason; undefined when nothing is. */
export function faultOf(reason: string | undefined): ReasonFault | undefined {
  if (reason === undefined) return 'none';
  const length = [...reason.trim()].length;
  if (length < REASON_SHORTEST) return 'short';
  return length > REASON_LONGEST ? 'long' : undefined;
}
