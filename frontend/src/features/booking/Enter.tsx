import { Trans } from '@lingui/react/macro';
import { useEffect, useRef, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { useDoors } from '~/session/provider';
import { RegisterForm } from '~/session/RegisterForm';
import { SignIn } from '~/session/SignIn';
import { Button } from '~/shared/ui/Button';
import { Notice } from '~/shared/ui/Notice';
import './Enter.css';

type Way = 'signIn' | 'register';

/** A visitor signs in or registers without leaving the choice; the slot is kept from that moment. */
export function Enter({ ended }: { ended: boolean }) {
  const [way, setWay] = useState<Way>('signIn');
  const heading = useHeadingAfterChange(way);
  const here = useHere();
  const doors = useDoors();
  return (
    <section className="enter">
      {ended && (
        <Notice kind="info">
          <p>
            <Trans>
              Sua sessão terminou. Entre de novo: sua escolha e o que você escreveu continuam aqui.
            </Trans>
          </p>
        </Notice>
      )}
      <h3 ref={heading} tabIndex={-1}>
        {way === 'signIn' ? <Trans>Entre para marcar</Trans> : <Trans>Crie sua conta para marcar</Trans>}
      </h3>
      {doors?.local && <Other way={way} choose={setWay} />}
      {way === 'signIn' ? <SignIn from={here} /> : <RegisterForm onSignIn={() => setWay('signIn')} />}
    </section>
  );
}

function Other({ way, choose }: { way: Way; choose(way: Way): void }) {
  return (
    <div className="enter-other">
      {way === 'signIn' ? (
        <>
          <Trans>Primeira vez aqui?</Trans>
          <Button kind="bare" onClick={() => choose('register')}>
            <Trans>Criar conta</Trans>
          </Button>
        </>
      ) : (
        <>
          <Trans>Já tem conta?</Trans>
          <Button kind="bare" onClick={() => choose('signIn')}>
            <Trans>Entrar</Trans>
          </Button>
        </>
      )}
    </div>
  );
}

/** The address of this page, to come back to from the provider. */
function useHere(): string {
  const [path] = useLocation();
  const search = useSearch();
  return search ? `${path}?${search}` : path;
}

function useHeadingAfterChange(way: Way) {
  const heading = useRef<HTMLHeadingElement>(null);
  const before = useRef(way);
  useEffect(() => {
    if (before.current === way) return;
    before.current = way;
    heading.current?.focus();
  }, [way]);
  return heading;
}
