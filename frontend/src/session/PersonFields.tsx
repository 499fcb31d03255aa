/** What patients and doctors alike fill in to have an account. */
import { Trans, useLingui } from '@lingui/react/macro';
import { type ReactNode, useId, useState } from 'react';
import { cpfState, maskCpf } from '~/shared/lib/cpf';
import { retype } from '~/shared/lib/mask';
import { maskPhone } from '~/shared/lib/phone';
import { Field } from '~/shared/ui/Field';
import { PasswordField } from './PasswordField';
import type { Wrong } from './useWrong';

interface ErrorOf {
  error: string | undefined;
}

export function NameAndCpf({ wrong }: { wrong: Wrong }) {
  return (
    <>
      <NameField error={wrong.name} />
      <CpfField error={wrong.cpf} />
    </>
  );
}

export function NameField({ error }: ErrorOf) {
  const { t } = useLingui();
  return <Field label={t`Nome completo`} name="name" autoComplete="name" error={error} />;
}

/** Says at the eleventh digit whether they can be a CPF. */
export function CpfField({ error }: ErrorOf) {
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
  return (
    <>
      <EmailField error={wrong.email} />
      <PasswordField autoComplete="new-password" error={wrong.password} />
    </>
  );
}

export function EmailField({ error }: ErrorOf) {
  const { t } = useLingui();
  return (
    <Field
      label={t`E-mail`}
      name="email"
      type="email"
      inputMode="email"
      autoComplete="email"
      autoCapitalize="none"
      spellCheck={false}
      error={error}
    />
  );
}

export function PhoneField({ error }: ErrorOf) {
  const { t } = useLingui();
  return (
    <Field
      label={t`Celular`}
      optional={t`opcional`}
      name="phone"
      type="tel"
      autoComplete="tel"
      error={error}
      onChange={({ target }) => retype(target, maskPhone, /[\d+]/)}
    />
  );
}

export function PatientTerms({ error }: ErrorOf) {
  return (
    <Terms error={error}>
      <Trans>
        Guardamos o que você preenche aqui e o que acontece com as suas consultas. O motivo de uma consulta só
        é lido por você e por quem atende. Neste aparelho não fica gravado nada sobre a sua saúde.
      </Trans>
    </Terms>
  );
}

export function DoctorTerms({ error }: ErrorOf) {
  return (
    <Terms error={error}>
      <Trans>
        Nome, CRM, especialidades, cidade, apresentação e preço são públicos depois que o CRM é conferido. CPF
        e e-mail não aparecem para ninguém.
      </Trans>
    </Terms>
  );
}

function Terms({ error, children }: ErrorOf & { children: ReactNode }) {
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
