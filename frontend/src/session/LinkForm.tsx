import { Trans } from '@lingui/react/macro';
import { type FormEvent, useRef, useState } from 'react';
import { useMutation } from 'urql';
import { Button } from '~/shared/ui/Button';
import { Notice } from '~/shared/ui/Notice';
import { TroubleNote } from '~/shared/ui/TroubleNote';
import { IdentifierField } from './IdentifierField';
import { settledIdentifier } from './identifier';
import { LinkIdentityDocument, type LinkIdentityMutation } from './LinkForm.gen';
import { PasswordField } from './PasswordField';
import { useSession } from './session';
import { TooManyNote } from './TooManyNote';
import { typed } from './typed';
import { usePending } from './usePending';
import './forms.css';

type Answer = LinkIdentityMutation['linkIdentity'];

/** The password of an account here proves whose it is; from then on the provider opens it. */
export function LinkForm() {
  const { begin } = useSession();
  const form = useRef<HTMLFormElement>(null);
  const [{ error }, send] = useMutation(LinkIdentityDocument);
  const [answer, setAnswer] = useState<Answer>();
  const [pending, start] = usePending();

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
      setAnswer(data?.linkIdentity);
      if (data?.linkIdentity.__typename === 'SignedIn') await begin();
    });
  }
  return (
    <form ref={form} className="entry-form" onSubmit={submit} noValidate>
      <p>
        <Trans>
          Entre com a senha que você já usa aqui. Depois disso, as duas entradas levam à mesma conta.
        </Trans>
      </p>
      <IdentifierField />
      <PasswordField autoComplete="current-password" error={undefined} />
      {!pending && answer && <Refused answer={answer} />}
      {!pending && error && <TroubleNote error={error} again={submit} />}
      <Button type="submit" kind="primary" pending={pending}>
        <Trans>Ligar as duas</Trans>
      </Button>
    </form>
  );
}

function Refused({ answer }: { answer: Answer }) {
  if (answer.__typename === 'SignedIn') return null;
  if (answer.__typename === 'TooManyAttempts') return <TooManyNote seconds={answer.retryAfterSeconds} />;
  return (
    <Notice kind="bad">
      <p>{answer.message}</p>
    </Notice>
  );
}
