import { useLingui } from '@lingui/react/macro';
import { Button, type ButtonKind } from '~/shared/ui/Button';
import type { Step } from './doctorSteps';

const KINDS: Partial<Record<Step, ButtonKind>> = { accept: 'primary', complete: 'primary', cancel: 'danger' };

interface DoctorStepButtonsProps {
  steps: readonly Step[];
  pending: Step | null;
  /** Whose appointment: many stand in one list. */
  name: string;
  press: (step: Step) => void;
}

export function DoctorStepButtons({ steps, pending, name, press }: DoctorStepButtonsProps) {
  const { t } = useLingui();
  const words: Record<Step, string> = {
    accept: t`Aceitar`,
    decline: t`Recusar…`,
    cancel: t`Cancelar…`,
    complete: t`Aconteceu`,
    noShow: t`Não veio…`,
  };
  if (!steps.length) return null;
  return (
    <div className="doctor-steps">
      {steps.map((step) => (
        <Button
          key={step}
          kind={KINDS[step] ?? 'quiet'}
          pending={pending === step}
          data-step={step}
          onClick={() => press(step)}
        >
          <span>
            {words[step]}
            <span className="sr-only"> {name}</span>
          </span>
        </Button>
      ))}
    </div>
  );
}
