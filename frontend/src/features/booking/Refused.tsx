import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Button } from '~/shared/ui/Button';
import { Go } from '~/shared/ui/Go';
import { LocalTime } from '~/shared/ui/LocalTime';
import { Notice } from '~/shared/ui/Notice';
import type { HeldSlot } from './ask';
import type { BusyWithFragment } from './book.gen';
import type { Refusal } from './step';
import './Refused.css';

interface RefusedProps {
  refusal: Refusal;
  doctorId: string | undefined;
  onChoose(slot: HeldSlot): void;
  onClose(): void;
}

/** Why this time cannot be had, and the way on from there. */
export function Refused({ refusal, doctorId, onChoose, onClose }: RefusedProps) {
  switch (refusal.__typename) {
    case 'SlotTaken':
      return (
        <Taken alternatives={refusal.alternatives} onChoose={onChoose}>
          <AgendaLink doctorId={doctorId} isOnlyWay={refusal.alternatives.length === 0} />
        </Taken>
      );
    case 'SlotNotFound':
      return (
        <>
          <p>
            <Trans>Este horário não está mais na agenda. Veja os que estão livres.</Trans>
          </p>
          <AgendaLink doctorId={doctorId} isOnlyWay />
        </>
      );
    case 'SlotInThePast':
      return (
        <>
          <p>
            <Trans>Este horário já começou ou já passou. Veja os próximos.</Trans>
          </p>
          <AgendaLink doctorId={doctorId} isOnlyWay />
        </>
      );
    case 'PatientBusy':
      return <Busy appointment={refusal.appointment} onClose={onClose} />;
    case 'IdempotencyMismatch':
      return (
        <>
          <p>
            <Trans>
              O seu primeiro pedido para este horário chegou, com o motivo como estava antes. Veja a consulta
              na sua lista.
            </Trans>
          </p>
          <Go to="appointments" className="button primary">
            <Trans>Ver minhas consultas</Trans>
          </Go>
        </>
      );
  }
}

interface TakenProps {
  alternatives: readonly HeldSlot[];
  onChoose(slot: HeldSlot): void;
  children: ReactNode;
}

function Taken({ alternatives, onChoose, children }: TakenProps) {
  return (
    <>
      <Notice kind="warn">
        <p>
          <Trans>Alguém foi mais rápido e este horário acabou de ser ocupado.</Trans>
        </p>
      </Notice>
      {alternatives.length === 0 ? (
        <p>
          <Trans>Por enquanto não há outro horário livre com quem você escolheu.</Trans>
        </p>
      ) : (
        <>
          <p>
            <Trans>Os próximos livres com a mesma pessoa:</Trans>
          </p>
          <ul className="alternatives">
            {alternatives.map((slot) => (
              <li key={slot.id}>
                <Button onClick={() => onChoose(slot)}>
                  <span>
                    <LocalTime at={slot.startsAt} as="shortDay" />
                  </span>{' '}
                  <LocalTime at={slot.startsAt} as="hour" />
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
      {children}
    </>
  );
}

function Busy({ appointment, onClose }: { appointment: BusyWithFragment; onClose(): void }) {
  return (
    <>
      <p>
        <Trans>
          Neste horário você já tem uma consulta com {appointment.doctor.name}:{' '}
          <LocalTime at={appointment.slot.startsAt} />
        </Trans>
      </p>
      <div className="check-actions">
        <Button kind="primary" onClick={onClose}>
          <Trans>Escolher outro horário</Trans>
        </Button>
        <Go to="appointment" params={{ id: appointment.id }} className="button">
          <Trans>Ver essa consulta</Trans>
        </Go>
      </div>
    </>
  );
}

function AgendaLink({ doctorId, isOnlyWay }: { doctorId: string | undefined; isOnlyWay: boolean }) {
  const className = isOnlyWay ? 'button primary' : 'button';
  return doctorId ? (
    <Go to="doctor" params={{ id: doctorId }} className={className}>
      <Trans>Ver a agenda toda</Trans>
    </Go>
  ) : (
    <Go to="search" className={className}>
      <Trans>Buscar outro horário</Trans>
    </Go>
  );
}
