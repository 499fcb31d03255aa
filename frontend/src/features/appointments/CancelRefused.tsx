import { Trans } from '@lingui/react/macro';
import { LocalTime } from '~/shared/ui/LocalTime';
import { Notice } from '~/shared/ui/Notice';
import { useStatusWords } from '~/shared/ui/StatusTag';
import type { CancelAppointmentMutation } from './CancelDialog.gen';

export type Refused = Exclude<CancelAppointmentMutation['cancelAppointment'], { __typename: 'Appointment' }>;
/** What is said beside the field is not said here. */
type Said = Exclude<Refused, { __typename: 'InvalidInput' }>;

/** Why the visit stays as it is. */
export function CancelRefused({ refused }: { refused: Said }) {
  return (
    <Notice kind="bad">
      <p>
        <Words refused={refused} />
      </p>
    </Notice>
  );
}

function Words({ refused }: { refused: Said }) {
  const statuses = useStatusWords();
  switch (refused.__typename) {
    case 'TooLate':
      return (
        <Trans>
          Não dá mais para cancelar: o prazo era <LocalTime at={refused.deadline} />. A consulta continua
          marcada.
        </Trans>
      );
    case 'StatusConflict': {
      const status = statuses[refused.status];
      return <Trans>Esta consulta já mudou: agora está “{status}”. Não há mais o que cancelar.</Trans>;
    }
    case 'AppointmentNotFound':
      return <Trans>Não encontramos esta consulta na sua conta.</Trans>;
  }
}
