import { Trans, useLingui } from '@lingui/react/macro';
import { useId } from 'react';
import { Labelled } from '~/shared/ui/Field';
import './ReasonChoice.css';

/** One of the reasons that are given often, or the patient's own. */
export interface Chosen {
  /** Which of the radios; undefined: none yet. */
  at: number | 'other' | undefined;
  text: string;
}

export function useReasons(): readonly string[] {
  const { t } = useLingui();
  return [
    t`Não posso mais nesse horário`,
    t`Já me sinto melhor`,
    t`Vou me consultar com outro médico`,
    t`Marquei por engano`,
  ];
}

interface ChoiceProps {
  chosen: Chosen;
  onChange: (chosen: Chosen) => void;
  /** What is wrong with it, said below. */
  error: string | undefined;
}

export function ReasonChoice({ chosen, onChange, error }: ChoiceProps) {
  const errorId = useId();
  return (
    <fieldset className="field" aria-describedby={error && chosen.at !== 'other' ? errorId : undefined}>
      <legend>
        <Trans>Por que você quer cancelar?</Trans>
      </legend>
      <Radios chosen={chosen} onChange={onChange} />
      {chosen.at === 'other' ? (
        <OwnWords text={chosen.text} onChange={(text) => onChange({ ...chosen, text })} error={error} />
      ) : (
        error && (
          <p id={errorId} className="field-error" role="alert">
            {error}
          </p>
        )
      )}
    </fieldset>
  );
}

function Radios({ chosen, onChange }: Omit<ChoiceProps, 'error'>) {
  const { t } = useLingui();
  const name = useId();
  const all = [...useReasons().entries(), ['other', t`Outro motivo`] as const];
  return all.map(([at, words]) => (
    <label key={at} className="tick">
      <input
        type="radio"
        name={name}
        checked={chosen.at === at}
        onChange={() => onChange({ ...chosen, at })}
      />
      {words}
    </label>
  ));
}

interface OwnWordsProps {
  text: string;
  onChange: (text: string) => void;
  error: string | undefined;
}

function OwnWords({ text, onChange, error }: OwnWordsProps) {
  const { t } = useLingui();
  return (
    <div className="own-words">
      <Labelled label={t`Conte em poucas palavras`} hint={t`De 3 a 500 letras; o médico lê.`} error={error}>
        {(wiring) => (
          <textarea
            {...wiring}
            className="input"
            rows={3}
            value={text}
            onChange={(event) => onChange(event.target.value)}
          />
        )}
      </Labelled>
    </div>
  );
}
