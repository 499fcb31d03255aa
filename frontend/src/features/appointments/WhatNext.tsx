import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { useReader } from '~/session/reader';
import { hour, nearDay } from '~/shared/lib/time';
import { Go } from '~/shared/ui/Go';
import { ClosedWords, wasReplaced } from './ClosedWords';
import { Replacement } from './Replacement';
import { phaseOf } from './standing';
import type { WhatNextFragment } from './WhatNext.gen';
import './WhatNext.css';

/** The clinic's last letter before a visit. */
const LAST_REMINDER_MS = 3_600_000;

interface NextProps {
  appointment: WhatNextFragment;
  now: number;
}

/**
 * The status as a person would tell it: what it means, what happens now. Said aloud when it changes. What is
 * said of a day as "today" would be wrong on paper tomorrow, and is not printed.
 */
export function WhatNext({ appointment, now }: NextProps) {
  return (
    <div className={`what-next ${appointment.status} ${appointment.closedAt ? '' : 'no-print'}`}>
      <p role="status">
        <Words appointment={appointment} now={now} />
      </p>
      <LeadOn appointment={appointment} />
    </div>
  );
}

function Words({ appointment, now }: NextProps): ReactNode {
  const reader = useReader();
  const doctor = appointment.doctor.name;
  switch (phaseOf(appointment, now)) {
    case 'waiting':
      return <WaitingWords appointment={appointment} now={now} />;
    case 'lapsed':
      return <Trans>O prazo para {doctor} responder terminou. O pedido está sendo encerrado.</Trans>;
    case 'coming':
      return <ConfirmedWords appointment={appointment} now={now} />;
    case 'running': {
      const end = hour(appointment.slot.endsAt, reader);
      return <Trans>Está na hora: esta consulta vai até {end}.</Trans>;
    }
    case 'ended':
      return <Trans>O horário já passou. {doctor} ainda vai registrar como foi.</Trans>;
    case 'closed':
      return <ClosedWords appointment={appointment} />;
  }
}

function ConfirmedWords({ appointment: { slot, doctor }, now }: NextProps) {
  const reader = useReader();
  const at = slot.startsAt;
  const [name, day, time] = [doctor.name, nearDay(at, reader, now), hour(at, reader)];
  const isRemindedOf = Date.parse(at) - now > LAST_REMINDER_MS;
  return (
    <>
      <Trans>
        Tudo certo: {name} confirmou para {day}, às&nbsp;{time}.
      </Trans>{' '}
      {isRemindedOf && <Trans>Você recebe um lembrete antes.</Trans>}
    </>
  );
}

function WaitingWords({ appointment: { expiresAt, doctor }, now }: NextProps) {
  const reader = useReader();
  const name = doctor.name;
  if (!expiresAt) return <Trans>Aguardando a resposta de {name}.</Trans>;
  const [day, time] = [nearDay(expiresAt, reader, now), hour(expiresAt, reader)];
  return (
    <Trans>
      O horário está guardado para você. {name} responde até {day}, às&nbsp;{time}, e avisamos você aqui na
      mesma hora.
    </Trans>
  );
}

/** What did not take place can be asked for again. */
function LeadOn({ appointment }: { appointment: WhatNextFragment }) {
  const { id, status, closedAt, doctor } = appointment;
  if (!closedAt) return null;
  if (wasReplaced(appointment)) {
    return (
      <div className="row no-print">
        <Replacement of={id} since={closedAt} />
      </div>
    );
  }
  return (
    <div className="row no-print">
      <Go to="doctor" params={{ id: doctor.id }} className="button primary">
        {status === 'COMPLETED' ? <Trans>Marcar outra vez</Trans> : <Trans>Ver outros horários</Trans>}
      </Go>
      {status !== 'COMPLETED' && (
        <Go to="search" className="button">
          <Trans>Buscar outro médico</Trans>
        </Go>
      )}
    </div>
  );
}
