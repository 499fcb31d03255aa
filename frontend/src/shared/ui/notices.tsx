/** Quiet notices at the edge of the screen, wherever one is in the client. They stay until closed. */
import { useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { store, useStore } from '~/shared/lib/store';
import { Icon } from './Icon';
import { Notice, type NoticeKind } from './Notice';
import './notices.css';

interface Note {
  /** A later notice with the same key takes the place of the earlier one. */
  key: string;
  kind: NoticeKind;
  children: ReactNode;
}

const MOST = 3;
const notes = store<readonly Note[]>([]);

export function tell(note: Note): void {
  notes.set([...notes.get().filter(({ key }) => key !== note.key), note].slice(-MOST));
}

export function untell(key: string): void {
  notes.set(notes.get().filter((note) => note.key !== key));
}

export function Notices() {
  const { t } = useLingui();
  return (
    <section className="notices no-print" aria-label={t`Avisos`} aria-live="polite">
      {useStore(notes).map(({ key, kind, children }) => (
        <div key={key}>
          <Notice kind={kind}>{children}</Notice>
          <button
            type="button"
            className="button bare"
            aria-label={t`Fechar aviso`}
            onClick={() => untell(key)}
          >
            <Icon name="close" />
          </button>
        </div>
      ))}
    </section>
  );
}
