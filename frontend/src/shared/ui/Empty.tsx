import type { ReactNode } from 'react';
import './Empty.css';

/** Nothing here, and what to do now. */
export function Empty({ title, children }: { title: ReactNode; children?: ReactNode }) {
  return (
    <div className="empty card">
      <p className="empty-title">{title}</p>
      {children}
    </div>
  );
}
