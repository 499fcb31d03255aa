import { useEffect, useRef } from 'react';
import type { OperationContext } from 'urql';
import { useStore } from '~/shared/lib/store';
import { healed } from './connection';

type Reexecute = (context?: Partial<OperationContext>) => void;

/** Read a list again once a lost connection is back. */
export function useFresh(reexecute: Reexecute): void {
  const times = useStore(healed);
  const seen = useRef(times);
  useEffect(() => {
    if (times === seen.current) return;
    seen.current = times;
    reexecute({ requestPolicy: 'network-only' });
  }, [times, reexecute]);
}
