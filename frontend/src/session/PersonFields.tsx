/** What patients and doctors alike fill in to have an account. */
import { Trans, useLingui } from '@lingui/react/macro';
import { type ReactNode, useId, useState } from 'react';
import { cpfState, maskCpf } from '~/shared/lib/cpf';
import { retype } from '~/shared/lib/mask';
import { Field } from '~/shared/ui/Field';
import { PasswordField } from './PasswordField';
import type { Wrong } from './useWrong';

export function NameAndCpf({ wrong }: { wrong: Wrong }) {
  const { t } = useLingui();
  return (
    <>
      <Field label={t`Nome completo`} name="name" autoComplete="name" error={wrong.name} />
      <CpfField error={wrong.cpf} />
    </>
  );
}

/** Says at the eleventh digit whether they can be a CPF. */
function CpfField({ error }: { error: string | undefined }) {
  const { t } = useLingui();
  const [isWrong, setWrong] = useState(false);
  return (
    <Field
      label={t`CPF`}
      name="cpf"
      inputMode="numeric"
      autoComplete="off"
      error={isWrong ? t`Confira os números: este CPF não existe.` : error}
      onChange={({ target }) => {
        retype(target, maskCpf, /\d/);
        setWrong(cpfState(target.value) === 'invalid');
      }}
    />
  );
}

/** The e-mail stands right before the password: password managers keep the two together. */
export function EmailAndPassword({ wrong }: { wrong: Wrong }) {
  const { t } = useLingui();
  return (
    <>
      <Field
        label={t`E-mail`}
        name="email"
        type="email"
        inputMode="email"
        autoComplete="email"
        autoCapitalize="none"
        spellCheck={false}
        error={wrong.email}
      />
      <PasswordField autoComplete="new-password" error={wrong.password} />
    </>
  );
}

export function Terms({ error, children }: { error: string | undefined; children: ReactNode }) {
  const errorId = useId();
  return (
    <div className="consent">
      <label className="tick">
        <input
          type="checkbox"
          name="acceptsTerms"
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? errorId : undefined}
        />
        <Trans>Li e aceito os termos de uso</Trans>
      </label>
      {error && (
        <p id={errorId} className="field-error" role="alert">
          {error}
        </p>
      )}
      <details>
        <summary>
          <Trans>O que isso quer dizer</Trans>
        </summary>
        {children}
      </details>
    </div>
  );
}
