import { Trans } from '@lingui/react/macro';
import { useQuery } from 'urql';
import { Go } from '~/shared/ui/Go';
import { Notice } from '~/shared/ui/Notice';
import { Skeleton } from '~/shared/ui/Skeleton';
import { TroubleNote } from '~/shared/ui/TroubleNote';
import { ListedDocument } from './Registered.gen';

interface RegisteredProps {
  id: string;
  /** What the doctor is found by. */
  name: string;
  crmNumber: string;
}

/** Where the verification of the CRM stands, and what comes next. */
export function Registered({ id, name, crmNumber }: RegisteredProps) {
  const [{ data, error, fetching }, again] = useQuery({
    query: ListedDocument,
    variables: { text: `${name} ${crmNumber}` },
    requestPolicy: 'network-only',
  });
  if (fetching) return <Skeleton cards={1} lines={5} />;
  return (
    <>
      {data ? (
        <Verification isListed={data.doctors.nodes.some((doctor) => doctor.id === id)} />
      ) : (
        error && <TroubleNote error={error} again={() => again({ requestPolicy: 'network-only' })} />
      )}
      <p>
        <Trans>O próximo passo é dizer em que dias e horas você atende. Leva um minuto.</Trans>
      </p>
      <div className="row">
        <Go to="availability" className="button primary">
          <Trans>Definir meus horários</Trans>
        </Go>
        <Go to="today" className="button">
          <Trans>Ver minha agenda</Trans>
        </Go>
      </div>
    </>
  );
}

function Verification({ isListed }: { isListed: boolean }) {
  return (
    <Notice kind={isListed ? 'ok' : 'info'}>
      <p>
        {isListed ? (
          <Trans>Seu CRM já está conferido: os pacientes encontram você na busca.</Trans>
        ) : (
          <Trans>
            Agora conferimos o seu CRM no conselho. Até lá os pacientes ainda não encontram você na busca, mas
            você já pode preparar tudo.
          </Trans>
        )}
      </p>
    </Notice>
  );
}
