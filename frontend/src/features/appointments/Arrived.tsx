import { type ReactNode, useEffect, useRef } from 'react';

/** What appears in the place of a button that was pressed takes its focus. */
export function Arrived({ focus, children }: { focus: boolean; children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it appears
  useEffect(() => {
    if (focus) box.current?.focus();
  }, []);
  return (
    <div ref={box} tabIndex={-1} className="visits-section">
      {children}
    </div>
  );
}
