import { store } from '~/shared/lib/store';

/**
 * How live the screens are. `idle`: nothing is followed. `retrying`: what is shown may have changed since.
 * `offline`: the browser has no network at all.
 */
export type Connection = 'idle' | 'live' | 'retrying' | 'offline';

const socket = store<Exclude<Connection, 'offline'>>('idle');
export const connection = store<Connection>(navigator.onLine ? 'idle' : 'offline');
/** Goes up when a lost connection is back, or a cursor was too old: lists read anew. */
export const healed = store(0);

function update(): void {
  connection.set(navigator.onLine ? socket.get() : 'offline');
}

export function socketIs(state: Exclude<Connection, 'offline'>): void {
  const wasLost = socket.get() === 'retrying';
  socket.set(state);
  update();
  if (wasLost && state === 'live') readAnew();
}

export function readAnew(): void {
  healed.set(healed.get() + 1);
}

addEventListener('offline', update);
addEventListener('online', () => {
  update();
  if (socket.get() === 'idle') readAnew(); // else the socket says when it is back
});
