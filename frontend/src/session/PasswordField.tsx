import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { Labelled } from '~/shared/ui/Field';
import './PasswordField.css';

/** As the server counts them. */
const LEAST = 8;
const STRONG = 14;

interface PasswordFieldProps {
  /** `new-password`: how long it should be is said below. */
  autoComplete: 'current-password' | 'new-password';
  error: string | undefined;
}

export function PasswordField({ autoComplete, error }: PasswordFieldProps) {
  const { t } = useLingui();
  const [shown, setShown] = useState(false);
  const [length, setLength] = useState(0);
  const isNew = autoComplete === 'new-password';
  return (
    <Labelled label={t`Senha`} hint={isNew && <Strength length={length} />} error={error}>
      {(wiring) => (
        <div className="password">
          <input
            {...wiring}
            className="input"
            name="password"
            type={shown ? 'text' : 'password'}
            autoComplete={autoComplete}
            autoCapitalize="none"
            spellCheck={false}
            onChange={(event) => setLength([...event.target.value].length)}
          />
          <button
            type="button"
            className="button bare"
            aria-label={shown ? t`Ocultar a senha` : t`Mostrar a senha`}
            onClick={() => setShown(!shown)}
          >
            {shown ? <Trans>Ocultar</Trans> : <Trans>Mostrar</Trans>}
          </button>
        </div>
      )}
    </Labelled>
  );
}

/** Length is what makes a password hard to guess; nothing else is asked for. */
function Strength({ length }: { length: number }) {
  const missing = LEAST - length;
  if (length === 0)
    return <Trans>Pelo menos {LEAST} caracteres. Uma frase curta é boa e fácil de lembrar.</Trans>;
  if (missing === 1) return <Trans>Falta 1 caractere.</Trans>;
  if (missing > 0) return <Trans>Faltam {missing} caracteres.</Trans>;
  if (length < STRONG) return <Trans>Serve. Mais longa é mais segura.</Trans>;
  return <Trans>Ótima.</Trans>;
}
