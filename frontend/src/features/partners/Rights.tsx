import { Trans } from '@lingui/react/macro';

/** Scopes in a doctor's words. */
export function Rights({ scopes }: { scopes: readonly string[] }) {
  return (
    <ul className="partner-rights">
      {scopes.map((scope) => (
        <li key={scope}>
          <Words scope={scope} />
        </li>
      ))}
    </ul>
  );
}

function Words({ scope }: { scope: string }) {
  switch (scope) {
    case 'appointments:read':
      return <Trans>ver as suas consultas e o nome dos pacientes, nunca o motivo</Trans>;
    case 'appointments:write':
      return <Trans>marcar e cancelar consultas para os pacientes que cadastrar</Trans>;
    case 'events:read':
      return <Trans>receber na hora o que muda nas suas consultas</Trans>;
    default:
      return <span>{scope}</span>;
  }
}
