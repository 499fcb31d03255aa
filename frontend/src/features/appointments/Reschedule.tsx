import { Trans, useLingui } from '@lingui/react/macro';
import { type RefObject, useState } from 'react';
import { useLocation } from 'wouter';
import { href } from '~/app/routes';
import { useTitle } from '~/app/title';
import { useReader } from '~/session/reader';
import { Agenda } from '~/shared/agenda/Agenda';
import type { AgendaSlotFragment } from '~/shared/agenda/Agenda.gen';
import { hour, nearDay, offset, zoneName } from '~/shared/lib/time';
import { Go } from '~/shared/ui/Go';
import { Icon } from '~/shared/ui/Icon';
import { MoveSheet } from './MoveSheet';
import type { RescheduleFragment } from './Reschedule.gen';
import './Reschedule.css';

interface RescheduleProps {
  appointment: RescheduleFragment;
  heading: RefObject<HTMLHeadingElement | null>;
  /** The server knows the appointment otherwise. */
  onOutdated: () => void;
}

/** Another time with the same doctor: chosen here, changed only once it is confirmed in the sheet. */
export function Reschedule({ appointment, heading, onOutdated }: RescheduleProps) {
  const { t } = useLingui();
  useTitle(t`Remarcar a consulta`);
  const [slot, setSlot] = useState<AgendaSlotFragment>();
  const [, go] = useLocation();
  const { id, doctor } = appointment;
  return (
    <>
      <nav className="visit-back" aria-label={t`Voltar`}>
        <Go to="appointment" params={{ id }}>
          <Icon name="back" />
          <Trans>Manter como está</Trans>
        </Go>
      </nav>
      <header className="stack">
        <h1 ref={heading} tabIndex={-1}>
          <Trans>Remarcar a consulta</Trans>
        </h1>
        <Current appointment={appointment} />
      </header>
      <Agenda doctorId={doctor.id} chosenId={slot?.id} onChoose={setSlot} />
      {slot && (
        <MoveSheet
          appointment={appointment}
          slot={slot}
          onChoose={setSlot}
          onClose={() => setSlot(undefined)}
          onMoved={(newId) => go(href({ to: 'appointment', params: { id: newId } }))}
          onOutdated={onOutdated}
        />
      )}
    </>
  );
}

/** What is kept until then. */
function Current({ appointment: { slot, doctor } }: { appointment: RescheduleFragment }) {
  const reader = useReader();
  const at = slot.startsAt;
  return (
    <div className="current-time">
      <p className="muted">
        <Trans>O seu horário com {doctor.name}</Trans>
      </p>
      <p>
        <b>
          <time dateTime={at}>
            {nearDay(at, reader)}, {hour(at, reader)}
          </time>
        </b>
      </p>
      <p className="muted">
        {zoneName(at, reader)} ({offset(at, reader)})
      </p>
      <p>
        <Trans>Ele continua seu até você confirmar o novo.</Trans>
      </p>
    </div>
  );
}
