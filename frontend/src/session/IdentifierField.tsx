import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { retype } from '~/shared/lib/mask';
import { Field } from '~/shared/ui/Field';
import { handedOver } from './handedOver';
import { IDENTIFIER_SIGNS, isWrongCpf, maskIdentifier, settledIdentifier } from './identifier';

/** Who signs in: a CPF, a CRM or an e-mail. */
export function IdentifierField() {
  const { t } = useLingui();
  const [isWrong, setWrong] = useState(false);
  return (
    <Field
      label={t`CPF, CRM ou e-mail`}
      name="identifier"
      defaultValue={maskIdentifier(handedOver.get())}
      autoComplete="username"
      autoCapitalize="none"
      spellCheck={false}
      error={isWrong && t`Confira os números: este CPF não existe.`}
      onChange={({ target }) => {
        retype(target, maskIdentifier, IDENTIFIER_SIGNS);
        setWrong(isWrongCpf(target.value));
      }}
      onBlur={({ target }) => {
        target.value = settledIdentifier(target.value);
      }}
    />
  );
}
