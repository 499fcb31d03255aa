import { Trans } from '@lingui/react/macro';
import { Go } from '~/shared/ui/Go';
import { LocalTime } from '~/shared/ui/LocalTime';
import type { BookedAppointmentFragment } from './Booked.gen';

interface LateNewsProps {
  /** What was booked, if something was. */
  appointment: BookedAppointmentFragment | undefined;
  /** The clinic said no; else nobody knows what it said. */
  isRefused: boolean;
}

/** What became of a request whose sheet was closed meanwhile. */
export function LateNews({ appointment, isRefused }: LateNewsProps) {
  if (!appointment) {
    return (
      <>
        <p>
          {isRefused ? (
            <Trans>A consulta que você pediu não foi marcada. Escolha outro horário.</Trans>
          ) : (
            <Trans>Não soubemos se o seu pedido chegou. Veja se a consulta está na lista.</Trans>
          )}
        </p>
        <Go to="appointments">
          <Trans>Ver minhas consultas</Trans>
        </Go>
      </>
    );
  }
  const doctor = appointment.doctor.name;
  return (
    <>
      <p>
        <Trans>Pedido enviado a {doctor}:</Trans> <LocalTime at={appointment.slot.startsAt} />
      </p>
      <Go to="appointment" params={{ id: appointment.id }}>
        <Trans>Ver a consulta</Trans>
      </Go>
    </>
  );
}
