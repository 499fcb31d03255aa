import { Trans } from '@lingui/react/macro';
import { Component, type ReactNode } from 'react';
import { Button } from '~/shared/ui/Button';

/** A page that broke says so, and leaves the rest standing. */
export class Broken extends Component<{ children: ReactNode }, { error: unknown }> {
  state = { error: undefined };

  static getDerivedStateFromError(error: unknown) {
    return { error: error ?? true };
  }

  render() {
    return this.state.error === undefined ? this.props.children : <BrokenPage />;
  }
}

function BrokenPage() {
  return (
    <div className="page" role="alert">
      <h1>
        <Trans>Algo quebrou do nosso lado</Trans>
      </h1>
      <p>
        <Trans>Nada do que já estava marcado mudou. Recarregue a página para continuar.</Trans>
      </p>
      <div className="row">
        <Button kind="primary" onClick={() => location.reload()}>
          <Trans>Recarregar</Trans>
        </Button>
        <a className="button" href="/">
          <Trans>Ir para o início</Trans>
        </a>
      </div>
    </div>
  );
}
