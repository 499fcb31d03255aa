import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { Redirect, useLocation } from 'wouter';
import { href } from '~/app/routes';
import { useTitle } from '~/app/title';
import { Go } from '~/shared/ui/Go';
import { Entry } from './Entry';
import { homeOf } from './home';
import { useDoors } from './provider';
import { RegisterDoctorForm } from './RegisterDoctorForm';
import { Registered } from './Registered';
import { useSession } from './session';
import { Unknown } from './Unknown';

/** /cadastro/medico */
export default function RegisterDoctorPage() {
  const { t } = useLingui();
  const { viewer } = useSession();
  const [done, setDone] = useState<{ name: string; crmNumber: string }>();
  const [, go] = useLocation();
  const doors = useDoors();
  useTitle(t`Cadastro de médico`);
  if (viewer && 'id' in viewer && done) {
    return (
      <Entry title={<Trans>Cadastro feito</Trans>} isNews>
        <Registered id={viewer.id} {...done} />
      </Entry>
    );
  }
  if (viewer) return <AlreadyIn />;
  if (doors?.local === false) return <Redirect to={href({ to: 'signIn' })} replace />;
  return (
    <Entry title={<Trans>Atenda pela Health&amp;Med</Trans>} wide>
      <p>
        <Trans>
          Você publica seus horários, recebe os pedidos na hora e responde com um toque. Conferimos o CRM
          antes de mostrar sua página aos pacientes.
        </Trans>
      </p>
      <div className="card">
        {viewer === null ? (
          <RegisterDoctorForm
            onSignIn={() => go(href({ to: 'signIn' }))}
            onDone={(name, crmNumber) => setDone({ name, crmNumber })}
          />
        ) : (
          <Unknown cards={1} />
        )}
      </div>
      <div className="entry-others">
        <Go to="signIn">
          <Trans>Já tenho conta: entrar</Trans>
        </Go>
        <Go to="register">
          <Trans>Quero me consultar: conta de paciente</Trans>
        </Go>
      </div>
    </Entry>
  );
}

/** The form would end the session that there is. */
function AlreadyIn() {
  const { viewer } = useSession();
  const name = viewer && 'name' in viewer ? viewer.name : '';
  return (
    <Entry title={<Trans>Você já entrou</Trans>}>
      <p>
        <Trans>Esta é a conta de {name}. Para cadastrar um médico, saia dela primeiro.</Trans>
      </p>
      <div className="row">
        <Go to={homeOf(viewer)} className="button primary">
          <Trans>Ir para o início</Trans>
        </Go>
      </div>
    </Entry>
  );
}
