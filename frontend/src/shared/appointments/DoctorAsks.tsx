import { Trans, useLingui } from '@lingui/react/macro';
import { TroubleNote } from '~/shared/ui/TroubleNote';
import type { DoctorActionsFragment } from './DoctorActions.gen';
import { NoShowSheet } from './NoShowSheet';
import { ReasonSheet } from './ReasonSheet';
import { Refused } from './Refused';
import type { DoctorStep } from './useDoctorStep';

/** Steps that are asked about before they are sent. */
export type Asked = 'decline' | 'cancel' | 'noShow';

interface DoctorAsksProps {
  asked: Asked;
  step: DoctorStep;
  appointment: DoctorActionsFragment;
  onOver: () => void;
}

export function DoctorAsks({ asked, step, appointment, onOver }: DoctorAsksProps) {
  const name = appointment.patient.name;
  async function send(reason?: string) {
    if ((await step.take(asked, reason)) !== 'again') onOver();
  }
  const shared = {
    pending: step.pending === asked,
    trouble: <Trouble step={step} />,
    onSend: send,
    onClose: () => {
      step.forget();
      onOver();
    },
  };
  if (asked === 'noShow') return <NoShowSheet name={name} {...shared} />;
  return asked === 'decline' ? (
    <DeclineSheet name={name} {...shared} />
  ) : (
    <CancelSheet name={name} {...shared} />
  );
}

/** It stays here when the same can be sent again: what was written is still there. */
function Trouble({ step }: { step: DoctorStep }) {
  if (step.refusal) return <Refused refusal={step.refusal} />;
  return step.error && <TroubleNote error={step.error} />;
}

type Shared = Pick<Parameters<typeof ReasonSheet>[0], 'pending' | 'trouble' | 'onSend' | 'onClose'>;

function DeclineSheet({ name, ...shared }: Shared & { name: string }) {
  const { t } = useLingui();
  const reasons = [
    t`Não poderei atender neste horário.`,
    t`Este caso precisa de outra especialidade.`,
    t`Este caso precisa de atendimento presencial.`,
  ];
  return (
    <ReasonSheet
      {...shared}
      title={<Trans>Recusar o pedido?</Trans>}
      consequence={<Trans>{name} recebe o motivo e pode escolher outro horário.</Trans>}
      reasons={reasons}
      send={<Trans>Recusar pedido</Trans>}
      keep={<Trans>Voltar</Trans>}
    />
  );
}

function CancelSheet({ name, ...shared }: Shared & { name: string }) {
  const { t } = useLingui();
  const reasons = [
    t`Tive um imprevisto e não poderei atender.`,
    t`Precisei atender uma emergência.`,
    t`Estou com problemas técnicos.`,
  ];
  return (
    <ReasonSheet
      {...shared}
      title={<Trans>Cancelar a consulta?</Trans>}
      consequence={<Trans>{name} recebe o motivo na hora. Isto não pode ser desfeito.</Trans>}
      reasons={reasons}
      send={<Trans>Cancelar consulta</Trans>}
      keep={<Trans>Manter consulta</Trans>}
    />
  );
}
