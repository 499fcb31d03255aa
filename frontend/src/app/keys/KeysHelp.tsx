import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { useSession } from '~/session/session';
import { useStore } from '~/shared/lib/store';
import { Sheet } from '~/shared/ui/Sheet';
import { helpOpen, keysOn, turnKeys } from './keys';
import './KeysHelp.css';

/** The list of keys, and the switch that turns them off. */
export default function KeysHelp() {
  const on = useStore(keysOn);
  const { viewer } = useSession();
  return (
    <Sheet title={<Trans>Teclas</Trans>} onClose={() => helpOpen.set(false)}>
      <dl className="keys" data-off={!on || undefined}>
        <Key name="/">
          <Trans>Buscar</Trans>
        </Key>
        <Key name="J">
          <Trans>Próximo da lista</Trans>
        </Key>
        <Key name="K">
          <Trans>Anterior da lista</Trans>
        </Key>
        {viewer?.__typename === 'Doctor' && <AnswerKeys />}
        <Key name="?">
          <Trans>Mostrar esta lista</Trans>
        </Key>
      </dl>
      <label className="tick">
        <input type="checkbox" checked={on} onChange={(event) => turnKeys(event.target.checked)} />
        <Trans>Usar estas teclas</Trans>
      </label>
    </Sheet>
  );
}

function AnswerKeys() {
  return (
    <>
      <Key name="A">
        <Trans>Aceitar o pedido em foco</Trans>
      </Key>
      <Key name="R">
        <Trans>Recusar, com um motivo</Trans>
      </Key>
    </>
  );
}

function Key({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>
        <kbd>{name}</kbd>
      </dt>
      <dd>{children}</dd>
    </div>
  );
}
