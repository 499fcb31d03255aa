import { Trans, useLingui } from '@lingui/react/macro';
import { Redirect, useSearch } from 'wouter';
import { href, ownPath } from '~/app/routes';
import { useTitle } from '~/app/title';
import { Go } from '~/shared/ui/Go';
import { Notice } from '~/shared/ui/Notice';
import { Entry } from './Entry';
import { homeOf } from './home';
import { useDoors } from './provider';
import { SignIn } from './SignIn';
import { useSession } from './session';
import { Unknown } from './Unknown';

/** /entrar?de=/consultas: and back to where one came from. */
export default function SignInPage() {
  const { t } = useLingui();
  const { viewer, ended } = useSession();
  const search = new URLSearchParams(useSearch());
  const from = ownPath(search.get('de'));
  const doors = useDoors();
  useTitle(t`Entrar`);
  if (viewer) return <Redirect to={from ?? href({ to: homeOf(viewer) })} replace />;
  return (
    <Entry title={<Trans>Entrar</Trans>}>
      {ended && <Ended />}
      <Problem problem={search.get('problema')} />
      <div className="card">{viewer === null ? <SignIn from={from} /> : <Unknown cards={1} />}</div>
      {doors?.local && <Others from={from} />}
    </Entry>
  );
}

/** What came of being away at the provider, when one is back without having signed in. */
function Problem({ problem }: { problem: string | null }) {
  if (!problem) return null;
  return (
    <Notice kind="warn">
      <p>
        {problem === 'fora' && (
          <Trans>Não conseguimos falar com o serviço de entrada. Espere um instante e tente de novo.</Trans>
        )}
        {problem === 'tempo' && <Trans>A entrada demorou demais ou já foi usada. Comece de novo.</Trans>}
        {problem === 'recusa' && (
          <Trans>O serviço de entrada não confirmou quem você é. Tente de novo.</Trans>
        )}
      </p>
    </Notice>
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
