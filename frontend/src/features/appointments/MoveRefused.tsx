import { Trans } from '@lingui/react/macro';
import type { AgendaSlotFragment } from '~/shared/agenda/Agenda.gen';
import { Button } from '~/shared/ui/Button';
import { Go } from '~/shared/ui/Go';
import { LocalTime } from '~/shared/ui/LocalTime';
import { Notice } from '~/shared/ui/Notice';
import { useStatusWords } from '~/shared/ui/StatusTag';
import type { RescheduleAppointmentMutation } from './MoveSheet.gen';

type Result = RescheduleAppointmentMutation['rescheduleAppointment'];
export type Refused = Exclude<Result, { __typename: 'Appointment' }>;

interface RefusedProps {
  refused: Refused;
  onChoose: (slot: AgendaSlotFragment) => void;
}

/** Why nothing was changed; the old time is still there, or what became of it. */
export function MoveRefused({ refused, onChoose }: RefusedProps) {
  return (
    <>
      <Notice kind="bad">
        <p>
          <Words refused={refused} />
        </p>
        {refused.__typename === 'PatientBusy' && <TheOther appointment={refused.appointment} />}
      </Notice>
      {refused.__typename === 'SlotTaken' && (
        <Alternatives slots={refused.alternatives} onChoose={onChoose} />
      )}
    </>
  );
}

function Words({ refused }: { refused: Refused }) {
  const statuses = useStatusWords();
  switch (refused.__typename) {
    case 'SlotTaken':
      return (
        <Trans>Alguém foi mais rápido e este horário acabou de ser ocupado. O seu continua guardado.</Trans>
      );
    case 'SlotInThePast':
      return <Trans>Este horário já passou. O seu continua guardado: escolha outro na agenda.</Trans>;
    case 'SlotNotFound':
      return <Trans>Este horário saiu da agenda. O seu continua guardado: escolha outro.</Trans>;
    case 'PatientBusy':
      return <Trans>Você já tem uma consulta nessa hora:</Trans>;
    case 'TooLate':
      return (
        <Trans>
          Não dá mais para remarcar: o prazo era <LocalTime at={refused.deadline} />. A consulta continua como
          estava.
        </Trans>
      );
    case 'StatusConflict': {
      const status = statuses[refused.status];
      return <Trans>Esta consulta já mudou: agora está “{status}” e não pode ser remarcada.</Trans>;
    }
    case 'AppointmentNotFound':
      return <Trans>Não encontramos esta consulta na sua conta.</Trans>;
    case 'InvalidInput':
      return refused.message;
  }
}

type Busy = Extract<Refused, { __typename: 'PatientBusy' }>['appointment'];

function TheOther({ appointment: { id, slot, doctor } }: { appointment: Busy }) {
  return (
    <p>
      <Go to="appointment" params={{ id }}>
        {doctor.name}, <LocalTime at={slot.startsAt} />
      </Go>
    </p>
  );
}

function Alternatives({ slots, onChoose }: Pick<RefusedProps, 'onChoose'> & { slots: AgendaSlotFragment[] }) {
  if (!slots.length) {
    return (
      <p>
        <Trans>Não há outro horário livre por enquanto.</Trans>
      </p>
    );
  }
  return (
    <div className="stack">
      <h3>
        <Trans>Os próximos livres</Trans>
      </h3>
      <div className="row alternatives">
        {slots.map((slot) => (
          <Button key={slot.id} onClick={() => onChoose(slot)}>
            <LocalTime at={slot.startsAt} />
          </Button>
        ))}
      </div>
    </div>
  );
}
