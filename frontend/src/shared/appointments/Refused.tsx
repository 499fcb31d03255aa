import { Trans } from '@lingui/react/macro';
import { LocalTime } from '~/shared/ui/LocalTime';
import { Notice } from '~/shared/ui/Notice';
import type { Refusal } from './useDoctorStep';

/** Why a step was not taken, beside the buttons that asked for it. */
export function Refused({ refusal }: { refusal: Refusal }) {
  return (
    <Notice kind="bad">
      <p>
        <Words refusal={refusal} />
      </p>
    </Notice>
  );
}

function Words({ refusal }: { refusal: Refusal }) {
  switch (refusal.__typename) {
    case 'AppointmentNotFound':
      return <Trans>Não encontramos mais esta consulta na sua agenda.</Trans>;
    case 'TooEarly':
      return (
        <Trans>
          Isso só pode ser anotado depois do início: <LocalTime at={refusal.notBefore} />.
        </Trans>
      );
    case 'TooLate':
      return <Trans>A consulta já começou e não pode mais ser cancelada. Anote se ela aconteceu.</Trans>;
    case 'InvalidInput':
      return <>{refusal.fields.map(({ message }) => message).join(' ')}</>;
    case 'StatusConflict':
      return <Overtaken status={refusal.status} />;
  }
}

type Status = Extract<Refusal, { __typename: 'StatusConflict' }>['status'];

/** Somebody, or the clock, was faster. */
function Overtaken({ status }: { status: Status }) {
  switch (status) {
    case 'PENDING':
      return <Trans>Este pedido ainda espera a sua resposta.</Trans>;
    case 'CONFIRMED':
      return <Trans>Este pedido já tinha sido aceito. A consulta está de pé.</Trans>;
    case 'DECLINED':
      return <Trans>Este pedido já tinha sido recusado.</Trans>;
    case 'EXPIRED':
      return <Trans>O prazo para responder passou, e o horário já não está reservado.</Trans>;
    case 'CANCELLED':
      return <Trans>Esta consulta foi cancelada antes. Nada mudou agora.</Trans>;
    case 'COMPLETED':
      return <Trans>Esta consulta já estava anotada como realizada.</Trans>;
    case 'NO_SHOW':
      return <Trans>Esta consulta já estava anotada como falta.</Trans>;
  }
}
