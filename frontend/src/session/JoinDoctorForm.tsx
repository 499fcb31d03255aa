import { Trans } from '@lingui/react/macro';
import { type FormEvent, useState } from 'react';
import { useMutation } from 'urql';
import { language } from '~/app/i18n';
import { Button } from '~/shared/ui/Button';
import { TroubleNote } from '~/shared/ui/TroubleNote';
import { JoinAsDoctorDocument } from './JoinDoctorForm.gen';
import type { JoinFormProps } from './JoinPatientForm';
import { JoinRefused } from './JoinRefused';
import { CpfField, DoctorTerms, EmailField, NameField } from './PersonFields';
import { CrmFields, PracticeFields } from './PracticeFields';
import { practiceIn } from './practice';
import { RestNote } from './RestNote';
import { Stated } from './Stated';
import { accountZone, typed } from './typed';
import { useJoining } from './useJoining';
import './forms.css';

function inputOf(form: HTMLFormElement, specialties: string[]) {
  const entries = new FormData(form);
  return {
    ...practiceIn(entries, specialties),
    name: typed(entries, 'name') || undefined,
    cpf: typed(entries, 'cpf') || undefined,
    crmNumber: typed(entries, 'crmNumber') || undefined,
    crmState: typed(entries, 'crmState') || undefined,
    email: typed(entries, 'email') || undefined,
    acceptsTerms: entries.has('acceptsTerms'),
    timeZone: accountZone(),
    locale: language(),
  };
}

/** What the provider did not say of a doctor: how she practises no provider knows. */
export function JoinDoctorForm({ newcomer, onLink }: JoinFormProps) {
  const [{ error }, send] = useMutation(JoinAsDoctorDocument);
  const [specialties, setSpecialties] = useState<string[]>([]);
  const { form, wrong, rest, mended, refusal, pending, submit } = useJoining(
    async (input: ReturnType<typeof inputOf>) => (await send({ input })).data?.joinAsDoctor,
  );
  function join(event?: FormEvent) {
    event?.preventDefault();
    if (form.current) submit(inputOf(form.current, specialties));
  }
  return (
    <form
      ref={form}
      className="entry-form"
      onSubmit={join}
      // the fields that have a name
      onInput={({ target }) => 'name' in target && mended(String(target.name))}
      noValidate
    >
      <Stated newcomer={newcomer} />
      {!newcomer.name && <NameField error={wrong.name} />}
      {!newcomer.cpf && <CpfField error={wrong.cpf} />}
      {!newcomer.crmNumber && <CrmFields wrong={wrong} />}
      <PracticeFields wrong={wrong} specialties={specialties} choose={setSpecialties} />
      {!newcomer.email && <EmailField error={wrong.email} />}
      <DoctorTerms error={wrong.acceptsTerms} />
      <RestNote rest={rest} />
      {refusal && !pending && <JoinRefused refusal={refusal} onLink={onLink} />}
      {error && !pending && <TroubleNote error={error} again={join} />}
      <Button type="submit" kind="primary" pending={pending}>
        <Trans>Concluir o cadastro</Trans>
      </Button>
    </form>
  );
}
