import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Go } from '~/shared/ui/Go';
import { useTitle } from './title';

/** Nothing is here, or it is not yours: both look the same. */
export function NotFoundPage({ children }: { children?: ReactNode }) {
  const { t } = useLingui();
  useTitle(t`Não encontrado`);
  return (
    <div className="page">
      <h1>
        <Trans>Não encontramos esta página</Trans>
      </h1>
      <p>{children ?? <Trans>O endereço pode ter um erro, ou o que estava aqui já não existe.</Trans>}</p>
      <div className="row">
        <Go to="search" className="button primary">
          <Trans>Buscar um médico</Trans>
        </Go>
      </div>
    </div>
  );
}
