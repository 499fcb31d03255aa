import { Trans, useLingui } from '@lingui/react/macro';
import { Field } from '~/shared/ui/Field';
import { Switch } from '~/shared/ui/Switch';
import { GAP_MINUTES, VISIT_MINUTES, within } from './check';
import type { Minutes } from './template';
import type { Template } from './useTemplate';
import { useProblemWords } from './words';

interface MinutesFieldsProps {
  template: Template;
  minutes: Minutes;
  /** Each period has its own lengths. */
  each: boolean;
  onEach: (each: boolean) => void;
}

/** How long visits are and what is between them: once for all, unless periods differ. */
export function MinutesFields({ template, minutes, each, onEach }: MinutesFieldsProps) {
  const { t } = useLingui();
  const words = useProblemWords();
  const set = (values: Partial<Minutes>) => template.change({ do: 'setAll', minutes: values });
  return (
    <div className="template-minutes">
      {!each && (
        <>
          <Field
            label={t`Consulta (min)`}
            type="number"
            inputMode="numeric"
            min={VISIT_MINUTES.least}
            max={VISIT_MINUTES.most}
            value={minutes.visitMinutes}
            onChange={({ target }) => set({ visitMinutes: target.value })}
            error={within(minutes.visitMinutes, VISIT_MINUTES) === undefined && words.visitMinutes}
          />
          <Field
            label={t`Intervalo (min)`}
            type="number"
            inputMode="numeric"
            min={GAP_MINUTES.least}
            max={GAP_MINUTES.most}
            value={minutes.gapMinutes}
            onChange={({ target }) => set({ gapMinutes: target.value })}
            error={within(minutes.gapMinutes, GAP_MINUTES) === undefined && words.gapMinutes}
          />
        </>
      )}
      <Switch
        on={each}
        onTurn={(on) => {
          onEach(on);
          if (!on) set(minutes);
        }}
      >
        <Trans>Duração diferente em cada período</Trans>
      </Switch>
    </div>
  );
}
