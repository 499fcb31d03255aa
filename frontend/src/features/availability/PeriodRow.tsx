import { Trans, useLingui } from '@lingui/react/macro';
import { type InputHTMLAttributes, type ReactNode, useId } from 'react';
import { Button } from '~/shared/ui/Button';
import { Icon } from '~/shared/ui/Icon';
import type { Part } from './check';
import type { Period, Weekday } from './template';
import type { Template } from './useTemplate';
import { useProblemWords } from './words';
import './PeriodRow.css';

interface PeriodRowProps {
  period: Period;
  /** segunda-feira, período 1 */
  name: string;
  weekday: Weekday;
  template: Template;
  each: boolean;
  tried: boolean;
  onRemove: () => void;
}

/** From when to when, in one line; what is wrong is said below it and tied to its field. */
export function PeriodRow({ period, name, weekday, template, each, tried, onRemove }: PeriodRowProps) {
  const { t } = useLingui();
  const id = useId();
  const wrong = useWrong(period.key, template, { tried, each });
  const bind = (part: Part) => ({
    value: period[part],
    onChange: (value: string) =>
      template.change({ do: 'set', weekday, key: period.key, values: { [part]: value } }),
    describedBy: wrong[part] ? `${id}-${part}` : undefined,
  });
  return (
    <fieldset className="period">
      <legend className="sr-only">{name}</legend>
      <div className="period-line">
        <PeriodInput label={<Trans>De</Trans>} type="time" {...bind('startsAt')} />
        <PeriodInput label={<Trans>até</Trans>} type="time" {...bind('endsAt')} />
        <Button kind="bare" className="period-remove" aria-label={t`Retirar ${name}`} onClick={onRemove}>
          <Icon name="close" />
        </Button>
        {each && (
          <>
            <PeriodInput label={<Trans>consulta</Trans>} type="number" {...bind('visitMinutes')} />
            <PeriodInput label={<Trans>intervalo</Trans>} type="number" {...bind('gapMinutes')} />
          </>
        )}
      </div>
      {Object.entries(wrong).map(([part, words]) => (
        <p key={part} id={`${id}-${part}`} className="field-error">
          {words}
        </p>
      ))}
    </fieldset>
  );
}

const PARTS = ['startsAt', 'endsAt', 'visitMinutes', 'gapMinutes'] as const;

/**
 * What the server said comes first; that a time is missing is said only once saving was tried, and what is
 * wrong with the length of all visits is said where that is set.
 */
function useWrong(
  key: number,
  { problems, refused }: Template,
  { tried, each }: { tried: boolean; each: boolean },
) {
  const words = useProblemWords();
  const wrong: Partial<Record<Part, string>> = {};
  for (const part of PARTS) {
    const problem = problems[`${key}.${part}`];
    const quiet = problem === 'missing' ? !tried : !each && part.endsWith('Minutes');
    const shown = problem && !quiet ? words[problem] : undefined;
    const said = refused[`${key}.${part}`] ?? shown;
    if (said) wrong[part] = said;
  }
  return wrong;
}

interface PeriodInputProps {
  label: ReactNode;
  type: InputHTMLAttributes<HTMLInputElement>['type'];
  value: string;
  onChange: (value: string) => void;
  describedBy: string | undefined;
}

function PeriodInput({ label, type, value, onChange, describedBy }: PeriodInputProps) {
  return (
    <label className={`period-part ${type}`}>
      <span>{label}</span>
      <input
        className="input"
        type={type}
        inputMode={type === 'number' ? 'numeric' : undefined}
        min={type === 'number' ? 0 : undefined}
        value={value}
        onChange={({ target }) => onChange(target.value)}
        aria-invalid={describedBy ? true : undefined}
        aria-describedby={describedBy}
      />
      {type === 'number' && <span>min</span>}
    </label>
  );
}
