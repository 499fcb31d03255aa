import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import { useReader } from '~/session/reader';
import { today } from '~/shared/lib/time';
import type { AppointmentStatus } from './History.gen';
import { HistoryWindow } from './HistoryWindow';
import './History.css';

export type Kind = 'past' | 'closed';

/** A confirmed visit is past once it is over, recorded or not. */
const STATUSES = {
  past: ['COMPLETED', 'NO_SHOW', 'CONFIRMED'],
  closed: ['DECLINED', 'EXPIRED', 'CANCELLED'],
} as const satisfies Record<Kind, readonly AppointmentStatus[]>;

/** What was, newest first; read once somebody wants to see it. */
export function History({ kind, now }: { kind: Kind; now: number }) {
  const { zone } = useReader();
  const [open, setOpen] = useState(false);
  return (
    <details className="visits-history" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <h2>{kind === 'past' ? <Trans>Passadas</Trans> : <Trans>Não aconteceram</Trans>}</h2>
        {kind === 'closed' && (
          <span className="muted">
            <Trans>canceladas, recusadas e sem resposta</Trans>
          </span>
        )}
      </summary>
      {open && (
        <HistoryWindow
          number={0}
          day={today(zone, new Date(now))}
          ahead={kind === 'closed'}
          status={STATUSES[kind]}
          now={now}
        />
      )}
    </details>
  );
}
