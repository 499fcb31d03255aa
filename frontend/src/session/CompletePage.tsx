import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import { Redirect, useSearch } from 'wouter';
import { href, ownPath } from '~/app/routes';
import { useTitle } from '~/app/title';
import { Button } from '~/shared/ui/Button';
import { Go } from '~/shared/ui/Go';
import { Notice } from '~/shared/ui/Notice';
import { Skeleton } from '~/shared/ui/Skeleton';
import { Entry } from './Entry';
import { homeOf } from './home';
import { JoinDoctorForm } from './JoinDoctorForm';
import { JoinPatientForm } from './JoinPatientForm';
import { LinkForm } from './LinkForm';
import { NoRole } from './NoRole';
import { isWhole, type Newcomer, newcomer } from './provider';
import { useSession } from './session';

/** /entrar/concluir: somebody has signed in at the provider for the first time, or without a role here. */
export default function CompletePage() {
  const { t } = useLingui();
  const { viewer } = useSession();
  const { found, look } = useNewcomer();
  const from = ownPath(new URLSearchParams(useSearch()).get('de'));
  useTitle(t`Concluir o cadastro`);
  if (viewer) return <Redirect to={from ?? href({ to: homeOf(viewer) })} replace />;
  switch (found) {
    case 'asking':
      return (
        <Entry title={<Trans>Concluir o cadastro</Trans>}>
          <Skeleton cards={1} lines={5} />
        </Entry>
      );
    case 'unreachable':
      return <Unreachable again={look} />;
    case null:
      return <TooOld from={from} />;
    default:
      return found.role ? <Welcome newcomer={found} /> : <NoRole name={found.name} />;
  }
}

type Found = Newcomer | null | 'asking' | 'unreachable';

function useNewcomer(): { found: Found; look(): void } {
  const [found, setFound] = useState<Found>('asking');
  function look() {
    setFound('asking');
    newcomer().then(setFound, () => setFound('unreachable'));
  }
  useEffect(look, []);
  return { found, look };
}

function Welcome({ newcomer }: { newcomer: Newcomer }) {
  const [linking, setLinking] = useState(false);
  const isDoctor = newcomer.role === 'DOCTOR';
  if (linking) {
    return (
      <Entry title={<Trans>Ligar à sua conta</Trans>} isNews>
        <div className="card">
          <LinkForm />
        </div>
        <Button kind="bare" onClick={() => setLinking(false)}>
          <Trans>Não tenho conta aqui: voltar</Trans>
        </Button>
      </Entry>
    );
  }
  return (
    <Entry title={<Trans>Falta pouco</Trans>} wide={isDoctor} isNews>
      <p>
        {isWhole(newcomer) ? (
          <Trans>É a sua primeira vez aqui. Confira seus dados e leia os termos de uso.</Trans>
        ) : (
          <Trans>É a sua primeira vez aqui. Confira e complete o que falta.</Trans>
        )}
      </p>
      <div className="card">
        {isDoctor ? (
          <JoinDoctorForm newcomer={newcomer} onLink={() => setLinking(true)} />
        ) : (
          <JoinPatientForm newcomer={newcomer} onLink={() => setLinking(true)} />
        )}
      </div>
      <Button kind="bare" onClick={() => setLinking(true)}>
        <Trans>Já tenho conta aqui: ligar as duas</Trans>
      </Button>
    </Entry>
  );
}

function TooOld({ from }: { from: string | undefined }) {
  return (
    <Entry title={<Trans>Entre de novo</Trans>}>
      <Notice kind="info">
        <p>
          <Trans>Passou tempo demais, ou este cadastro já foi concluído. Entre de novo para continuar.</Trans>
        </p>
      </Notice>
      <Go to="signIn" search={{ de: from }} className="button primary">
        <Trans>Entrar</Trans>
      </Go>
    </Entry>
  );
}

function Unreachable({ again }: { again(): void }) {
  return (
    <Entry title={<Trans>Concluir o cadastro</Trans>}>
      <Notice kind="bad">
        <p>
          <Trans>A clínica está ocupada ou reiniciando. Espere um instante e tente de novo.</Trans>
        </p>
        <Button onClick={again}>
          <Trans>Tentar de novo</Trans>
        </Button>
      </Notice>
    </Entry>
  );
}
