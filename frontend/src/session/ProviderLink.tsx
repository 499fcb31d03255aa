import { Trans } from '@lingui/react/macro';
import { awayTo } from './provider';
import './ProviderLink.css';

/** Away to the provider's own page, and back to `from`. `or`: the form stands below it. */
export function ProviderLink({ name, from, or }: { name: string; from?: string | undefined; or: boolean }) {
  return (
    <div className="provider">
      <a className="button" href={awayTo(from)}>
        <Trans>Entrar com {name}</Trans>
      </a>
      {or && (
        <p className="provider-or">
          <Trans>ou com a senha daqui</Trans>
        </p>
      )}
    </div>
  );
}
