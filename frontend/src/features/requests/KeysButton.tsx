import { Trans } from '@lingui/react/macro';
import { useStore } from '~/shared/lib/store';
import { Button } from '~/shared/ui/Button';
import { Sheet } from '~/shared/ui/Sheet';
import { helpOpen, keysOn, turnKeys } from './keys';
import './KeysButton.css';

/** The list of keys, and the switch that turns them off. */
export function KeysButton() {
  return (
    <>
      <Button kind="bare" className="keys-button" onClick={() => helpOpen.set(true)}>
        <Trans>Teclas</Trans> <kbd>?</kbd>
      </Button>
      {useStore(helpOpen) && <KeysHelp />}
    </>
  );
}

function KeysHelp() {
  const on = useStore(keysOn);
  return (
    <Sheet title={<Trans>Teclas dos pedidos</Trans>} onClose={() => helpOpen.set(false)}>
      <dl className="keys" data-off={!on || undefined}>
        <Key name="J">
          <Trans>Próximo pedido</Trans>
        </Key>
        <Key name="K">
          <Trans>Pedido anterior</Trans>
        </Key>
        <Key name="A">
          <Trans>Aceitar o pedido em foco</Trans>
        </Key>
        <Key name="R">
          <Trans>Recusar, com um motivo</Trans>
        </Key>
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

function Key({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>
        <kbd>{name}</kbd>
      </dt>
      <dd>{children}</dd>
    </div>
  );
}
