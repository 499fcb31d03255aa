import { Trans } from '@lingui/react/macro';
import { Icon } from '~/shared/ui/Icon';
import type { DoctorActionsFragment } from './DoctorActions.gen';
import type { Step } from './doctorSteps';

/** What was just done, in the place of the button that did it. */
export function StepTold({ step, appointment }: { step: Step; appointment: DoctorActionsFragment }) {
  return (
    <p className="step-told row">
      <Icon name="check" />
      <span>
        <Words step={step} name={appointment.patient.name} />
      </span>
    </p>
  );
}

function Words({ step, name }: { step: Step; name: string }) {
  switch (step) {
    case 'accept':
      return <Trans>Consulta confirmada. {name} já pode ver.</Trans>;
    case 'decline':
      return <Trans>Pedido recusado. {name} recebe o motivo, e o horário volta a ficar livre.</Trans>;
    case 'cancel':
      return <Trans>Consulta cancelada. {name} recebe o motivo, e o horário volta a ficar livre.</Trans>;
    case 'complete':
      return <Trans>Anotado: a consulta aconteceu.</Trans>;
    case 'noShow':
      return <Trans>Anotado: {name} não compareceu.</Trans>;
  }
}
