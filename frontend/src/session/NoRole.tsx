import { Trans, useLingui } from '@lingui/react/macro';
import { useTitle } from '~/app/title';
import { Button } from '~/shared/ui/Button';
import { Notice } from '~/shared/ui/Notice';
import { Entry } from './Entry';
import { leaveBoth, useDoors } from './provider';

/** The provider knows this person and says neither patient nor doctor: whom to ask, and a way out. */
export function NoRole({ name }: { name: string | null }) {
  const { t } = useLingui();
  const doors = useDoors();
  const provider = doors?.provider ?? '';
  useTitle(t`Sem acesso ainda`);
  return (
    <Entry title={<Trans>Você ainda não tem acesso</Trans>} isNews>
      <Notice kind="warn">
        <p>
          {name ? (
            <Trans>
              {name}, o {provider} confirmou quem você é, mas não diz se você é paciente ou médico aqui.
            </Trans>
          ) : (
            <Trans>O {provider} confirmou quem você é, mas não diz se você é paciente ou médico aqui.</Trans>
          )}
        </p>
        <p>{doors?.contact ? <Ask contact={doors.contact} /> : <AskThere provider={provider} />}</p>
      </Notice>
      <Button onClick={() => void leaveBoth()}>
        <Trans>Sair e entrar com outra conta</Trans>
      </Button>
    </Entry>
  );
}

function Ask({ contact }: { contact: string }) {
  return (
    <Trans>
      Para ter acesso, escreva para <a href={`mailto:${contact}`}>{contact}</a>.
    </Trans>
  );
}

function AskThere({ provider }: { provider: string }) {
  return <Trans>Para ter acesso, peça o seu papel a quem administra o {provider}.</Trans>;
}
