import { useState } from 'react';

/** Whether what was started is still under way. */
export function usePending(): [pending: boolean, start: (work: () => Promise<void>) => void] {
  const [pending, setPending] = useState(false);
  function start(work: () => Promise<void>): void {
    setPending(true);
    void work().finally(() => setPending(false));
  }
  return [pending, start];
}
