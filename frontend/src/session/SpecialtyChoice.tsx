import { Trans } from '@lingui/react/macro';
import { useId } from 'react';
import { useQuery } from 'urql';
import { Skeleton } from '~/shared/ui/Skeleton';
import { TroubleNote } from '~/shared/ui/TroubleNote';
import { SpecialtyChoiceDocument } from './RegisterDoctorForm.gen';
import './SpecialtyChoice.css';

const MOST = 5;

interface SpecialtyChoiceProps {
  /** Codes, the one that was ticked first is the main one. */
  chosen: string[];
  choose(specialties: string[]): void;
  error: string | undefined;
}

export function SpecialtyChoice({ chosen, choose, error }: SpecialtyChoiceProps) {
  const id = useId();
  const [{ data, error: trouble }, again] = useQuery({ query: SpecialtyChoiceDocument });
  const full = chosen.length >= MOST;
  return (
    <fieldset
      className="field specialty-choice"
      aria-describedby={`${id}-hint ${error ? `${id}-error` : ''}`}
      data-wrong={error ? true : undefined}
    >
      <legend>
        <Trans>Especialidades</Trans>
      </legend>
      <p id={`${id}-hint`} className="field-hint">
        <Trans>Até {MOST}. A que você marcar primeiro aparece primeiro.</Trans>
      </p>
      {!data && !trouble && <Skeleton cards={1} lines={4} />}
      {trouble && !data && <TroubleNote error={trouble} again={() => again()} />}
      {data && (
        <div className="specialty-list">
          {data.specialties.map(({ code, name }) => (
            <label key={code} className="tick">
              <input
                type="checkbox"
                name="specialties"
                value={code}
                checked={chosen.includes(code)}
                disabled={full && !chosen.includes(code)}
                onChange={() => choose(toggled(chosen, code))}
              />
              {name}
            </label>
          ))}
        </div>
      )}
      {error && (
        <p id={`${id}-error`} className="field-error" role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}

function toggled(codes: string[], code: string): string[] {
  return codes.includes(code) ? codes.filter((each) => each !== code) : [...codes, code];
}
