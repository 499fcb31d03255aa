import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQuery } from 'urql';
import { useFresh } from '~/graphql/useFresh';
import { Button } from '~/shared/ui/Button';
import { Empty } from '~/shared/ui/Empty';
import { Notice } from '~/shared/ui/Notice';
import { tell } from '~/shared/ui/notices';
import { Skeleton } from '~/shared/ui/Skeleton';
import { TroubleNote } from '~/shared/ui/TroubleNote';
import {
  type UnverifiedDoctorFragment,
  UnverifiedDoctorsDocument,
  VerifyDoctorDocument,
} from './Unverified.gen';

/** Doctors whose CRM nobody has looked at yet. */
export function Unverified() {
  const [{ data, error }, readAnew] = useQuery({
    query: UnverifiedDoctorsDocument,
    requestPolicy: 'cache-and-network',
  });
  useFresh(readAnew);
  const waiting = data?.unverifiedDoctors;
  return (
    <section aria-labelledby="unverified">
      <h2 id="unverified">
        <Trans>Médicos a verificar</Trans>
      </h2>
      {error && <TroubleNote error={error} again={() => readAnew({ requestPolicy: 'network-only' })} />}
      {!waiting && !error && <Skeleton cards={2} lines={2} />}
      {waiting?.nodes.length === 0 && <Empty title={<Trans>Nenhum médico espera verificação.</Trans>} />}
      <ul className="admin-list">
        {waiting?.nodes.map((doctor) => (
          <Waiting key={doctor.id} doctor={doctor} />
        ))}
      </ul>
      {waiting?.pageInfo.hasNextPage && (
        <p className="muted">
          <Trans>Há mais; eles aparecem quando estes forem verificados.</Trans>
        </p>
      )}
    </section>
  );
}

function Waiting({ doctor }: { doctor: UnverifiedDoctorFragment }) {
  const { t } = useLingui();
  const [{ data, error, fetching }, send] = useMutation(VerifyDoctorDocument);
  const { id, name, crmState, crmNumber, city, state } = doctor;
  const refused = data?.verifyDoctor.__typename === 'DoctorNotFound' ? data.verifyDoctor : null;

  async function verify() {
    const result = await send({ id });
    if (result.data?.verifyDoctor.__typename === 'Doctor')
      tell({ key: id, kind: 'ok', children: <Verified name={name} /> });
  }

  return (
    <li className="admin-item card">
      <div>
        <h3>{name}</h3>
        <p className="muted">
          CRM {crmState} {crmNumber} · {city}, {state}
        </p>
      </div>
      <Button
        kind="primary"
        pending={fetching}
        aria-label={t`Verificar ${name}`}
        onClick={() => void verify()}
      >
        <Trans>Verificar</Trans>
      </Button>
      {refused && (
        <Notice kind="bad">
          <p>{refused.message}</p>
        </Notice>
      )}
      {error && <TroubleNote error={error} />}
    </li>
  );
}

function Verified({ name }: { name: string }) {
  return (
    <p>
      <Trans>{name} já aparece na busca dos pacientes.</Trans>
    </p>
  );
}
