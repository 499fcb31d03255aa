import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Redirect, useLocation, useSearch } from 'wouter';
import { href } from '~/app/routes';
import { useTitle } from '~/app/title';
import { Go } from '~/shared/ui/Go';
import { homeOf } from './home';
import { useSession } from './session';
import { Unknown } from './Unknown';

type Role = 'Patient' | 'Doctor' | 'Administrator';

interface GuardProps {
  role: Role;
  /** What everybody may see while nobody knows yet who is here. */
  head?: ReactNode;
  children: ReactNode;
}

/** A page of one role: others are led to where they belong, and see nothing of it meanwhile. */
export function Guard({ role, head, children }: GuardProps) {
  const { viewer } = useSession();
  if (viewer === undefined) {
    return (
      <div className="page">
        {head}
        <Unknown />
      </div>
    );
  }
  if (viewer === null) return <ToSignIn />;
  return viewer.__typename === role ? children : <Elsewhere role={role} />;
}

/** ... and back to here afterwards. */
function ToSignIn() {
  const [path] = useLocation();
  const search = useSearch();
  return (
    <Redirect to={href({ to: 'signIn', search: { de: search ? `${path}?${search}` : path } })} replace />
  );
}

function Elsewhere({ role }: { role: Role }) {
  const { t } = useLingui();
  const { viewer } = useSession();
  useTitle(t`Outra conta`);
  return (
    <div className="page">
      <h1>
        <ForWhom role={role} />
      </h1>
      <p>
        <Trans>
          Você entrou com outro tipo de conta. Para ver esta página, saia e entre com a conta certa.
        </Trans>
      </p>
      <div className="row">
        <Go to={homeOf(viewer)} className="button primary">
          {viewer?.__typename === 'Doctor' ? (
            <Trans>Ir para a sua agenda</Trans>
          ) : (
            <Trans>Ir para o início</Trans>
          )}
        </Go>
      </div>
    </div>
  );
}

function ForWhom({ role }: { role: Role }) {
  if (role === 'Administrator') return <Trans>Esta página é da administração</Trans>;
  return role === 'Doctor' ? (
    <Trans>Esta página é de médicos</Trans>
  ) : (
    <Trans>Esta página é de pacientes</Trans>
  );
}
