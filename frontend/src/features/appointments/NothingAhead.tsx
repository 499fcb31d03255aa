import { Trans } from '@lingui/react/macro';
import { Empty } from '~/shared/ui/Empty';
import { Go } from '~/shared/ui/Go';
import { Icon } from '~/shared/ui/Icon';

/** Somebody's first visit to this page. */
export function NoneYet() {
  return (
    <Empty title={<Trans>Sua primeira consulta começa por aqui</Trans>}>
      <p>
        <Trans>
          Procure por especialidade, nome ou pelo que você sente, e escolha um horário. O pedido aparece nesta
          página e a resposta do médico chega sozinha.
        </Trans>
      </p>
      <SearchLink />
    </Empty>
  );
}

/** Nothing comes and nothing waits; there is a past. */
export function NothingAhead() {
  return (
    <Empty title={<Trans>Nada marcado por enquanto</Trans>}>
      <p>
        <Trans>Quando você marcar uma consulta, ela aparece aqui com a resposta do médico.</Trans>
      </p>
      <SearchLink />
    </Empty>
  );
}

function SearchLink() {
  return (
    <Go to="search" className="button primary">
      <Icon name="search" />
      <Trans>Buscar um médico</Trans>
    </Go>
  );
}
