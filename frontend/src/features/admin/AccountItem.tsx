import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { useMutation } from 'urql';
import { Button } from '~/shared/ui/Button';
import { LocalTime } from '~/shared/ui/LocalTime';
import { Notice } from '~/shared/ui/Notice';
import { TroubleNote } from '~/shared/ui/TroubleNote';
import { type AccountItemFragment, EnableAccountDocument } from './AccountItem.gen';
import { DisableSheet } from './DisableSheet';

/** Somebody's account. */
export function AccountItem({ account }: { account: AccountItemFragment }) {
  const { name, email, role, disabledAt } = account;
  return (
    <li className="admin-item card">
      <div>
        <h3>{name}</h3>
        <p className="muted">
          <RoleName role={role} />
        </p>
        {email && <p className="muted">{email}</p>}
        {disabledAt && (
          <p>
            <Trans>
              Desativada em <LocalTime at={disabledAt} />
            </Trans>
          </p>
        )}
      </div>
      {disabledAt ? <Enable account={account} /> : <Disable account={account} />}
    </li>
  );
}

function RoleName({ role }: Pick<AccountItemFragment, 'role'>) {
  switch (role) {
    case 'PATIENT':
      return <Trans>Paciente</Trans>;
    case 'DOCTOR':
      return <Trans>Médico</Trans>;
    case 'ADMINISTRATOR':
      return <Trans>Administração</Trans>;
  }
}

function Disable({ account }: { account: AccountItemFragment }) {
  const { t } = useLingui();
  const [asking, setAsking] = useState(false);
  const { name } = account;
  return (
    <>
      <Button aria-label={t`Desativar a conta de ${name}`} onClick={() => setAsking(true)}>
        <Trans>Desativar</Trans>
      </Button>
      {asking && <DisableSheet account={account} onClose={() => setAsking(false)} />}
    </>
  );
}

function Enable({ account: { id, name } }: { account: AccountItemFragment }) {
  const { t } = useLingui();
  const [{ data, error, fetching }, send] = useMutation(EnableAccountDocument);
  const refused = data?.enableAccount.__typename === 'AccountNotFound' ? data.enableAccount : null;
  return (
    <>
      <Button
        pending={fetching}
        aria-label={t`Reativar a conta de ${name}`}
        onClick={() => void send({ id })}
      >
        <Trans>Reativar</Trans>
      </Button>
      {refused && (
        <Notice kind="bad">
          <p>{refused.message}</p>
        </Notice>
      )}
      {error && <TroubleNote error={error} />}
    </>
  );
}
