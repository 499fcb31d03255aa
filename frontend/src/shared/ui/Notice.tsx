import type { ReactNode } from 'react';
import { Icon, type IconName } from './Icon';
import './Notice.css';

export type NoticeKind = 'info' | 'ok' | 'warn' | 'bad';
const ICONS: Record<NoticeKind, IconName> = { info: 'info', ok: 'check', warn: 'clock', bad: 'warning' };

/** Something to know, where it matters. What went wrong is said at once by screen readers. */
export function Notice({ kind = 'info', children }: { kind?: NoticeKind; children: ReactNode }) {
  return (
    <div className={`notice ${kind}`} role={kind === 'bad' ? 'alert' : 'status'}>
      <Icon name={ICONS[kind]} />
      <div className="stack">{children}</div>
    </div>
  );
}
