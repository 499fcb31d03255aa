/** As the server counts them. */
export const LONGEST_REASON = 500;
const SHORTEST_REASON = 3;

/** No reason is fine; one or two signs are none. */
export function isTooShort(reason: string): boolean {
  const { length } = reason.trim();
  return length > 0 && length < SHORTEST_REASON;
}
