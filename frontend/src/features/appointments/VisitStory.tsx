import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { useReader } from '~/session/reader';
import { hour, listedDay } from '~/shared/lib/time';
import { Go } from '~/shared/ui/Go';
import { LocalTime } from '~/shared/ui/LocalTime';
import { ClosedWords } from './ClosedWords';
import type { VisitStoryFragment } from './VisitStory.gen';
import './VisitStory.css';

/** What became of it, from the day it was asked for. */
export function VisitStory({ appointment }: { appointment: VisitStoryFragment }) {
  const { createdAt, confirmedAt, closedAt, doctor } = appointment;
  const name = doctor.name;
  return (
    <section className="visit-story card">
      <h2>
        <Trans>O que já aconteceu</Trans>
      </h2>
      <ol>
        <Step at={createdAt}>
          <Asked appointment={appointment} />
        </Step>
        {confirmedAt && (
          <Step at={confirmedAt}>
            <Trans>{name} confirmou.</Trans>
          </Step>
        )}
        {closedAt && (
          <Step at={closedAt}>
            <ClosedWords appointment={appointment} />
          </Step>
        )}
      </ol>
    </section>
  );
}

function Step({ at, children }: { at: string; children: ReactNode }) {
  const reader = useReader();
  return (
    <li>
      <p>{children}</p>
      <time dateTime={at} className="muted">
        {listedDay(at, reader)}, {hour(at, reader)}
      </time>
    </li>
  );
}

function Asked({ appointment: { history, rescheduledFrom } }: { appointment: VisitStoryFragment }) {
  const partner = history[0]?.through?.name;
  if (rescheduledFrom) return <Instead of={rescheduledFrom} />;
  return partner ? (
    <Trans>{partner} pediu a consulta para você.</Trans>
  ) : (
    <Trans>Você pediu a consulta.</Trans>
  );
}

function Instead({ of }: { of: NonNullable<VisitStoryFragment['rescheduledFrom']> }) {
  return (
    <Trans>
      Você trocou de horário; antes era{' '}
      <Go to="appointment" params={{ id: of.id }}>
        <LocalTime at={of.slot.startsAt} />
      </Go>
      .
    </Trans>
  );
}
