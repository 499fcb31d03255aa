import { type InputHTMLAttributes, type ReactNode, useId } from 'react';
import './Field.css';

interface Described {
  label: ReactNode;
  hint?: ReactNode;
  /** What is wrong with it, below it and read with it. */
  error?: ReactNode;
  /** Not asked for by everybody: said beside the label. */
  optional?: ReactNode;
}

export interface FieldProps extends Described, Omit<InputHTMLAttributes<HTMLInputElement>, 'size'> {}

/** A labelled input. */
export function Field({ label, hint, error, optional, ...input }: FieldProps) {
  return (
    <Labelled label={label} hint={hint} error={error} optional={optional}>
      {(described) => <input {...input} {...described} className="input" />}
    </Labelled>
  );
}

interface Wiring {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
}

/** Label above, hint and error below, tied to whatever control stands between. */
export function Labelled({
  label,
  hint,
  error,
  optional,
  children,
}: Described & { children: (wiring: Wiring) => ReactNode }) {
  const id = useId();
  const [hintId, errorId] = [`${id}-hint`, `${id}-error`];
  const described = [hint && hintId, error && errorId].filter(Boolean).join(' ') || undefined;
  return (
    <div className="field">
      <label htmlFor={id}>
        {label}
        {optional && <span className="muted"> · {optional}</span>}
      </label>
      {children({ id, 'aria-describedby': described, 'aria-invalid': error ? true : undefined })}
      {hint && (
        <p id={hintId} className="field-hint">
          {hint}
        </p>
      )}
      {error && (
        <p id={errorId} className="field-error" role="alert">
          {error}
        </p>
      )}
    </div>
  );
}
