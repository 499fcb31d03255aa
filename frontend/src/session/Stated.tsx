import { Trans } from '@lingui/react/macro';
import { maskCpf } from '~/shared/lib/cpf';
import type { Newcomer } from './provider';
import './Stated.css';

/** What the provider said of somebody; it stands, and is corrected there. */
export function Stated({ newcomer: { name, email, cpf, crmNumber, crmState } }: { newcomer: Newcomer }) {
  if (!name && !email && !cpf && !crmNumber) return null;
  return (
    <dl className="stated">
      {name && (
        <div>
          <dt>
            <Trans>Nome</Trans>
          </dt>
          <dd>{name}</dd>
        </div>
      )}
      {cpf && (
        <div>
          <dt>
            <Trans>CPF</Trans>
          </dt>
          <dd>{maskCpf(cpf)}</dd>
        </div>
      )}
      {crmNumber && (
        <div>
          <dt>
            <Trans>CRM</Trans>
          </dt>
          <dd>
            {crmState}-{crmNumber}
          </dd>
        </div>
      )}
      {email && (
        <div>
          <dt>
            <Trans>E-mail</Trans>
          </dt>
          <dd>{email}</dd>
        </div>
      )}
    </dl>
  );
}
