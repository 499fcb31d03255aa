import { Trans, useLingui } from '@lingui/react/macro';
import { Redirect, useLocation, useSearch } from 'wouter';
import { href, ownPath } from '~/app/routes';
import { useTitle } from '~/app/title';
import { Go } from '~/shared/ui/Go';
import { Entry } from './Entry';
import { homeOf } from './home';
import { useDoors } from './provider';
import { RegisterForm } from './RegisterForm';
import { useSession } from './session';
import { Unknown } from './Unknown';

/** /cadastro: a patient's account. */
export default function RegisterPage() {
  const { t } = useLingui();
  const { viewer } = useSession();
  const [, go] = useLocation();
  const from = ownPath(new URLSearchParams(useSearch()).get('de'));
  useTitle(t`Criar conta`);
  const doors = useDoors();
  if (viewer) return <Redirect to={from ?? href({ to: homeOf(viewer) })} replace />;
  const signIn = { to: 'signIn', search: { de: from } } as const;
  if (doors?.local === false) return <Redirect to={href(signIn)} replace />;
  return (
    <Entry title={<Trans>Criar sua conta</Trans>}>
      <div className="card">
        {viewer === null ? <RegisterForm onSignIn={() => go(href(signIn))} /> : <Unknown cards={1} />}
      </div>
      <div className="entry-others">
        <Go {...signIn}>
          <Trans>Já tenho conta: entrar</Trans>
        </Go>
        <Go to="registerDoctor">
          <Trans>Sou médico e quero atender aqui</Trans>
        </Go>
      </div>
    </Entry>
  );
}
