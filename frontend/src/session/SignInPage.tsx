import { Trans, useLingui } from '@lingui/react/macro';
import { Redirect, useSearch } from 'wouter';
import { href, ownPath } from '~/app/routes';
import { useTitle } from '~/app/title';
import { Go } from '~/shared/ui/Go';
import { Notice } from '~/shared/ui/Notice';
import { Entry } from './Entry';
import { homeOf } from './home';
import { SignInForm } from './SignInForm';
import { useSession } from './session';
import { Unknown } from './Unknown';

/** /entrar?de=/consultas: and back to where one came from. */
export default function SignInPage() {
  const { t } = useLingui();
  const { viewer, ended } = useSession();
  const from = ownPath(new URLSearchParams(useSearch()).get('de'));
  useTitle(t`Entrar`);
  if (viewer) return <Redirect to={from ?? href({ to: homeOf(viewer) })} replace />;
  return (
    <Entry title={<Trans>Entrar</Trans>}>
      {ended && <Ended />}
      <div className="card">{viewer === null ? <SignInForm /> : <Unknown cards={1} />}</div>
      <Others from={from} />
    </Entry>
  );
}

function Ended() {
  return (
    <Notice kind="info">
      <p>
        <Trans>Sua sessão terminou. Entre de novo para continuar de onde parou.</Trans>
      </p>
    </Notice>
  );
}

function Others({ from }: { from: string | undefined }) {
  return (
    <div className="entry-others">
      <h2 className="sr-only">
        <Trans>Ainda não tem conta?</Trans>
      </h2>
      <Go to="register" search={{ de: from }}>
        <Trans>Ainda não tenho conta: cadastrar</Trans>
      </Go>
      <Go to="registerDoctor">
        <Trans>Sou médico e quero atender aqui</Trans>
      </Go>
    </div>
  );
}
