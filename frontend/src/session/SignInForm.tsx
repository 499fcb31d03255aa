import { Trans } from '@lingui/react/macro';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useMutation } from 'urql';
import { Button } from '~/shared/ui/Button';
import { Notice } from '~/shared/ui/Notice';
import { TroubleNote } from '~/shared/ui/TroubleNote';
import { handedOver } from './handedOver';
import { IdentifierField } from './IdentifierField';
import { settledIdentifier } from './identifier';
import { PasswordField } from './PasswordField';
import { SignInDocument, type SignInMutation } from './SignInForm.gen';
import { useSession } from './session';
import { TooManyNote } from './TooManyNote';
import { typed } from './typed';
import { usePending } from './usePending';
import './forms.css';

type Answer = SignInMutation['signIn'];

/** Signs in, wherever it stands: on its page or in the sheet of a choice. Nothing typed is lost by a refusal. */
export function SignInForm() {
  const { begin } = useSession();
  const form = useRef<HTMLFormElement>(null);
  const [{ error }, send] = useMutation(SignInDocument);
  const [answer, setAnswer] = useState<Answer>();
  const [pending, start] = usePending();
  useEffect(() => {
    if (answer?.__typename !== 'InvalidCredentials') return;
    passwordOf(form.current)?.focus();
    passwordOf(form.current)?.select();
  }, [answer]);

  function submit(event?: FormEvent) {
    event?.preventDefault();
    if (!form.current) return;
    const entries = new FormData(form.current);
    const input = {
      identifier: settledIdentifier(typed(entries, 'identifier')),
      password: typed(entries, 'password'),
    };
    start(async () => {
      const { data } = await send({ input });
      setAnswer(data?.signIn);
      if (data?.signIn.__typename !== 'SignedIn') return;
      handedOver.set('');
      await begin();
    });
  }
  return (
    <form ref={form} className="entry-form" onSubmit={submit} noValidate>
      <IdentifierField />
      <PasswordField autoComplete="current-password" error={undefined} />
      {!pending && answer && <Refused answer={answer} />}
      {!pending && error && <TroubleNote error={error} again={submit} />}
      <Button type="submit" kind="primary" pending={pending}>
        <Trans>Entrar</Trans>
      </Button>
    </form>
  );
}

function passwordOf(form: HTMLFormElement | null): HTMLInputElement | undefined {
  const field = form?.elements.namedItem('password');
  return field instanceof HTMLInputElement ? field : undefined;
}

function Refused({ answer }: { answer: Answer }) {
  switch (answer.__typename) {
    case 'SignedIn':
      return null;
    case 'InvalidCredentials':
      return (
        <Notice kind="bad">
          <p>
            <Trans>A identificação ou a senha não confere. Veja os dois e tente de novo.</Trans>
          </p>
        </Notice>
      );
    case 'TooManyAttempts':
      return <TooManyNote seconds={answer.retryAfterSeconds} />;
  }
}
