import { Trans } from '@lingui/react/macro';
import { type FormEvent, useState } from 'react';
import { useMutation } from 'urql';
import { language } from '~/app/i18n';
import { Button } from '~/shared/ui/Button';
import { TroubleNote } from '~/shared/ui/TroubleNote';
import { AlreadyNote } from './AlreadyNote';
import { EmailAndPassword, NameAndCpf, PatientTerms, PhoneField } from './PersonFields';
import { RegisterPatientDocument } from './RegisterForm.gen';
import { RestNote } from './RestNote';
import { useSession } from './session';
import { accountZone, besidesZone, typed } from './typed';
import { usePending } from './usePending';
import { useWrong } from './useWrong';
import './forms.css';

function inputOf(form: HTMLFormElement) {
  const entries = new FormData(form);
  return {
    name: typed(entries, 'name'),
    cpf: typed(entries, 'cpf'),
    phone: typed(entries, 'phone'),
    email: typed(entries, 'email'),
    password: typed(entries, 'password'),
    acceptsTerms: entries.has('acceptsTerms'),
    timeZone: accountZone(),
    locale: language(),
  };
}

/** A patient's account, wherever it is made. `onSignIn`: he or she has one already. */
export function RegisterForm({ onSignIn }: { onSignIn(): void }) {
  const { begin } = useSession();
  const { form, wrong, refuse, mended, rest } = useWrong();
  const [{ error }, send] = useMutation(RegisterPatientDocument);
  const [already, setAlready] = useState('');
  const [pending, start] = usePending();

  async function register(input: ReturnType<typeof inputOf>): Promise<void> {
    const answer = (await send({ input })).data?.registerPatient;
    if (!answer) return;
    const fields = answer.__typename === 'InvalidInput' ? besidesZone(answer.fields) : [];
    if (answer.__typename === 'InvalidInput' && fields.length === 0 && input.timeZone)
      return register({ ...input, timeZone: undefined });
    setAlready(answer.__typename === 'AlreadyRegistered' ? input.email : '');
    refuse(fields);
    if (answer.__typename === 'Patient') await begin();
  }
  function submit(event?: FormEvent) {
    event?.preventDefault();
    const shown = form.current;
    if (shown) start(() => register(inputOf(shown)));
  }
  return (
    <form
      ref={form}
      className="entry-form"
      onSubmit={submit}
      onInput={({ target }) => target instanceof HTMLInputElement && mended(target.name)}
      noValidate
    >
      <NameAndCpf wrong={wrong} />
      <PhoneField error={wrong.phone} />
      <EmailAndPassword wrong={wrong} />
      <PatientTerms error={wrong.acceptsTerms} />
      <RestNote rest={rest} />
      {already && !pending && <AlreadyNote identifier={already} onSignIn={onSignIn} />}
      {error && !pending && <TroubleNote error={error} again={submit} />}
      <Button type="submit" kind="primary" pending={pending}>
        <Trans>Criar conta</Trans>
      </Button>
    </form>
  );
}
