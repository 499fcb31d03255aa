import { Trans, useLingui } from '@lingui/react/macro';
import type { RefObject } from 'react';
import { useTitle } from '~/app/title';
import { Button } from '~/shared/ui/Button';
import { Go } from '~/shared/ui/Go';
import { Icon } from '~/shared/ui/Icon';
import { LiveDot } from '~/shared/ui/LiveDot';
import { StatusTag } from '~/shared/ui/StatusTag';
import type { DetailsFragment } from './Details.gen';
import { PrintedFoot, PrintedHead } from './Printed';
import { isOff } from './standing';
import { VisitActions } from './VisitActions';
import { VisitFacts } from './VisitFacts';
import { VisitStory } from './VisitStory';
import { VisitWhen } from './VisitWhen';
import { WhatNext } from './WhatNext';

interface DetailsProps {
  appointment: DetailsFragment;
  heading: RefObject<HTMLHeadingElement | null>;
  now: number;
}

/** One appointment: where it stands, when it is, what may be done, what became of it. */
export function Details({ appointment, heading, now }: DetailsProps) {
  const { t } = useLingui();
  const doctor = appointment.doctor.name;
  useTitle(t`Consulta com ${doctor}`);
  return (
    <>
      <PrintedHead />
      <Back />
      <header className="visit-head">
        <h1 ref={heading} tabIndex={-1}>
          <Trans>Consulta com {doctor}</Trans>
        </h1>
        <StatusTag appointment={appointment} />
      </header>
      <div className="visit-columns">
        <div className="visit-main card">
          <VisitWhen appointment={appointment} now={now} />
          <WhatNext appointment={appointment} now={now} />
          <VisitActions appointment={appointment} now={now} onCancelled={() => heading.current?.focus()}>
            {isOff(appointment) || <PrintButton />}
          </VisitActions>
        </div>
        <div className="visit-side">
          <VisitFacts appointment={appointment} />
          <VisitStory appointment={appointment} />
        </div>
      </div>
      <PrintedFoot appointment={appointment} now={now} />
    </>
  );
}

function Back() {
  const { t } = useLingui();
  return (
    <nav className="visit-back no-print" aria-label={t`Voltar`}>
      <Go to="appointments">
        <Icon name="back" />
        <Trans>Minhas consultas</Trans>
      </Go>
      <LiveDot />
    </nav>
  );
}

function PrintButton() {
  return (
    <Button onClick={() => print()}>
      <Icon name="print" />
      <Trans>Imprimir</Trans>
    </Button>
  );
}
