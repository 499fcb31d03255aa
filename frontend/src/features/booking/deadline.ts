/** How long the server keeps a slot for one patient. */
const HOLD_MS = 5 * 60_000;
/** A clock that is wrong by more than this is not asked. */
const TOLERANCE_MS = 30_000;

/**
 * When the hold ends on this device's clock. Where that clock is wrong, five minutes from when it was asked for:
 * the countdown then is right all the same.
 */
export function deadlineOf(expiresAt: string, askedAt: number): number {
  const told = Date.parse(expiresAt);
  return Math.abs(told - askedAt - HOLD_MS) <= TOLERANCE_MS ? told : askedAt + HOLD_MS;
}
