import { Trans } from '@lingui/react/macro';
import { type FormEvent, useState } from 'react';
import { useMutation } from 'urql';
import { language } from '~/app/i18n';
import { Button } from '~/shared/ui/Button';
import { TroubleNote } from '~/shared/ui/TroubleNote';
import { AlreadyNote } from './AlreadyNote';
import { DoctorTerms, EmailAndPassword, NameAndCpf } from './PersonFields';
import { CrmFields, PracticeFields } from './PracticeFields';
import { practiceIn } from './practice';
import { RegisterDoctorDocument } from './RegisterDoctorForm.gen';
import { RestNote } from './RestNote';
import { useSession } from './session';
import { accountZone, besidesZone, typed } from './typed';
import { usePending } from './usePending';
import { useWrong } from './useWrong';
import './forms.css';

function inputOf(form: HTMLFormElement, specialties: string[]) {
  const entries = new FormData(form);
  return {
    ...practiceIn(entries, specialties),
    name: typed(entries, 'name'),
    cpf: typed(entries, 'cpf'),
    crmNumber: typed(entries, 'crmNumber'),
    crmState: typed(entries, 'crmState'),
    email: typed(entries, 'email'),
    password: typed(entries, 'password'),
    acceptsTerms: entries.has('acceptsTerms'),
    timeZone: accountZone(),
    locale: language(),
  };
}

export interface RegisterDoctorFormProps {
  /** He or she has an account already. */
  onSignIn(): void;
  /** Before the session begins. */
  onDone(name: string, crmNumber: string): void;
}

export function RegisterDoctorForm({ onSignIn, onDone }: RegisterDoctorFormProps) {
  const { begin } = useSession();
  const { form, wrong, refuse, mended, rest } = useWrong();
  const [{ error }, send] = useMutation(RegisterDoctorDocument);
  const [specialties, setSpecialties] = useState<string[]>([]);
  const [already, setAlready] = useState('');
  const [pending, start] = usePending();

  async function register(input: ReturnType<typeof inputOf>): Promise<void> {
    const answer = (await send({ input })).data?.registerDoctor;
    if (!answer) return;
    const fields = answer.__typename === 'InvalidInput' ? besidesZone(answer.fields) : [];
    if (answer.__typename === 'InvalidInput' && fields.length === 0 && input.timeZone)
      return register({ ...input, timeZone: undefined });
    setAlready(answer.__typename === 'AlreadyRegistered' ? input.email : '');
    refuse(fields);
    if (answer.__typename !== 'Doctor') return;
    onDone(input.name, input.crmNumber);
    await begin();
  }
  function submit(event?: FormEvent) {
    event?.preventDefault();
    const shown = form.current;
    if (shown) start(() => register(inputOf(shown, specialties)));
  }
  return (
    <form
      ref={form}
      className="entry-form"
      onSubmit={submit}
      // the fields that have a name
      onInput={({ target }) => 'name' in target && mended(String(target.name))}
      noValidate
    >
      <NameAndCpf wrong={wrong} />
      <CrmFields wrong={wrong} />
      <PracticeFields wrong={wrong} specialties={specialties} choose={setSpecialties} />
      <EmailAndPassword wrong={wrong} />
      <DoctorTerms error={wrong.acceptsTerms} />
      <RestNote rest={rest} />
      {already && !pending && <AlreadyNote identifier={already} onSignIn={onSignIn} />}
      {error && !pending && <TroubleNote error={error} again={submit} />}
      <Button type="submit" kind="primary" pending={pending}>
        <Trans>Criar conta de médico</Trans>
      </Button>
    </form>
  );
}
