import { Trans } from '@lingui/react/macro';
import type { FormEvent } from 'react';
import { useMutation } from 'urql';
import { language } from '~/app/i18n';
import { Button } from '~/shared/ui/Button';
import { TroubleNote } from '~/shared/ui/TroubleNote';
import { JoinAsPatientDocument } from './JoinPatientForm.gen';
import { JoinRefused } from './JoinRefused';
import { CpfField, EmailField, NameField, PatientTerms, PhoneField } from './PersonFields';
import { isWhole, type Newcomer } from './provider';
import { RestNote } from './RestNote';
import { Stated } from './Stated';
import { accountZone, typed } from './typed';
import { useJoining } from './useJoining';
import './forms.css';

function inputOf(form: HTMLFormElement) {
  const entries = new FormData(form);
  return {
    name: typed(entries, 'name') || undefined,
    cpf: typed(entries, 'cpf') || undefined,
    email: typed(entries, 'email') || undefined,
    phone: typed(entries, 'phone'),
    acceptsTerms: entries.has('acceptsTerms'),
    timeZone: accountZone(),
    locale: language(),
  };
}

export interface JoinFormProps {
  newcomer: Newcomer;
  /** There is an account here already. */
  onLink(): void;
}

/** What the provider did not say of a patient; of whom it said everything, consent alone. */
export function JoinPatientForm({ newcomer, onLink }: JoinFormProps) {
  const [{ error }, send] = useMutation(JoinAsPatientDocument);
  const { form, wrong, rest, mended, refusal, pending, submit } = useJoining(
    async (input: ReturnType<typeof inputOf>) => (await send({ input })).data?.joinAsPatient,
  );
  function join(event?: FormEvent) {
    event?.preventDefault();
    if (form.current) submit(inputOf(form.current));
  }
  return (
    <form
      ref={form}
      className="entry-form"
      onSubmit={join}
      onInput={({ target }) => target instanceof HTMLInputElement && mended(target.name)}
      noValidate
    >
      <Stated newcomer={newcomer} />
      {!newcomer.name && <NameField error={wrong.name} />}
      {!newcomer.cpf && <CpfField error={wrong.cpf} />}
      {!isWhole(newcomer) && <PhoneField error={wrong.phone} />}
      {!newcomer.email && <EmailField error={wrong.email} />}
      <PatientTerms error={wrong.acceptsTerms} />
      <RestNote rest={rest} />
      {refusal && !pending && <JoinRefused refusal={refusal} onLink={onLink} />}
      {error && !pending && <TroubleNote error={error} again={join} />}
      <Button type="submit" kind="primary" pending={pending}>
        <Trans>Concluir o cadastro</Trans>
      </Button>
    </form>
  );
}
