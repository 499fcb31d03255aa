import { Trans } from '@lingui/react/macro';
import { type ReactNode, useState } from 'react';
import { flushSync } from 'react-dom';
import { useReader } from '~/session/reader';
import { hour, nearDay } from '~/shared/lib/time';
import { AddToCalendar } from '~/shared/ui/AddToCalendar';
import { Button } from '~/shared/ui/Button';
import { Go } from '~/shared/ui/Go';
import { Icon } from '~/shared/ui/Icon';
import { CancelDialog } from './CancelDialog';
import { changeableUntil, mayBeInCalendar, mayChange, phaseOf } from './standing';
import type { VisitActionsFragment } from './VisitActions.gen';
import './VisitActions.css';

interface ActionsProps {
  appointment: VisitActionsFragment;
  now: number;
  /** The dialog is closed, and what opened it is gone: focus goes on from here. */
  onCancelled: () => void;
  /** Further actions. */
  children?: ReactNode;
}

/** What a patient may do with an appointment now. */
export function VisitActions({ appointment, now, onCancelled, children }: ActionsProps) {
  const [cancelling, setCancelling] = useState(false);
  return (
    <div className="visit-actions">
      <div className="row no-print">
        {mayBeInCalendar(appointment, now) && <AddToCalendar appointment={appointment} />}
        {mayChange(appointment, now) && (
          <>
            <Go
              to="appointment"
              params={{ id: appointment.id }}
              search={{ remarcar: '1' }}
              className="button"
            >
              <Icon name="repeat" />
              <Trans>Remarcar</Trans>
            </Go>
            <Button kind="danger" onClick={() => setCancelling(true)}>
              <Trans>Cancelar…</Trans>
            </Button>
          </>
        )}
        {children}
      </div>
      <UntilWhen appointment={appointment} now={now} />
      {cancelling && (
        <CancelDialog
          appointment={appointment}
          onClose={() => setCancelling(false)}
          onCancelled={() => {
            flushSync(() => setCancelling(false)); // behind an open dialog nothing takes the focus
            onCancelled();
          }}
        />
      )}
    </div>
  );
}

/** Until when it can be changed; afterwards, that it no longer can. */
function UntilWhen({ appointment, now }: Pick<ActionsProps, 'appointment' | 'now'>) {
  const reader = useReader();
  const phase = phaseOf(appointment, now);
  if (phase !== 'waiting' && phase !== 'coming') return null;
  const until = changeableUntil(appointment);
  const when = `${nearDay(until, reader, now)}, ${hour(until, reader)}`;
  return (
    <p className="visit-until muted no-print">
      {mayChange(appointment, now) ? (
        <Trans>Você pode remarcar ou cancelar até {when}.</Trans>
      ) : (
        <Trans>O prazo para remarcar ou cancelar terminou: {when}.</Trans>
      )}
    </p>
  );
}
