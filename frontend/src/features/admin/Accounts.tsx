import { Trans, useLingui } from '@lingui/react/macro';
import { type FormEvent, useState } from 'react';
import { useQuery } from 'urql';
import { Button } from '~/shared/ui/Button';
import { Empty } from '~/shared/ui/Empty';
import { Field } from '~/shared/ui/Field';
import { Skeleton } from '~/shared/ui/Skeleton';
import { TroubleNote } from '~/shared/ui/TroubleNote';
import { AccountItem } from './AccountItem';
import { AccountsDocument } from './Accounts.gen';

/** Find somebody's account, to keep it out or to let it in again. */
export function Accounts() {
  const { t } = useLingui();
  const [search, setSearch] = useState('');

  function look(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setSearch(String(new FormData(event.currentTarget).get('search')).trim());
  }

  return (
    <section aria-labelledby="accounts">
      <h2 id="accounts">
        <Trans>Contas</Trans>
      </h2>
      <form className="admin-search" onSubmit={look}>
        <Field label={t`E-mail ou parte do nome`} name="search" type="search" autoComplete="off" required />
        <Button type="submit">
          <Trans>Procurar</Trans>
        </Button>
      </form>
      {search && <Found search={search} />}
    </section>
  );
}

function Found({ search }: { search: string }) {
  const [{ data, error }] = useQuery({
    query: AccountsDocument,
    variables: { search },
    requestPolicy: 'cache-and-network',
  });
  const found = data?.accounts;
  return (
    <>
      {error && <TroubleNote error={error} />}
      {!found && !error && <Skeleton cards={1} lines={2} />}
      {found?.nodes.length === 0 && <Empty title={<Trans>Nenhuma conta com isso.</Trans>} />}
      <ul className="admin-list">
        {found?.nodes.map((account) => (
          <AccountItem key={account.id} account={account} />
        ))}
      </ul>
      {found?.pageInfo.hasNextPage && (
        <p className="muted">
          <Trans>Há mais contas; procure por algo mais exato.</Trans>
        </p>
      )}
    </>
  );
}
