import { Trans, useLingui } from '@lingui/react/macro';
import { useTitle } from '~/app/title';
import { Guard } from '~/session/Guard';
import { Accounts } from './Accounts';
import { Unverified } from './Unverified';
import './AdminPage.css';

export default function AdminPage() {
  const { t } = useLingui();
  useTitle(t`Administração`);
  return (
    <Guard role="Administrator">
      <div className="page admin">
        <h1>
          <Trans>Administração</Trans>
        </h1>
        <Unverified />
        <Accounts />
      </div>
    </Guard>
  );
}
