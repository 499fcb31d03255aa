import { Trans } from '@lingui/react/macro';
import type { CombinedError } from 'urql';
import { type Trouble, troubleOf } from '~/shared/lib/trouble';
import { Button } from './Button';
import { Notice } from './Notice';

/** What went wrong with a request, in words that help, and a way to try again. Nothing typed is lost. */
export function TroubleNote({ error, again }: { error: CombinedError; again?: () => void }) {
  const trouble = troubleOf(error);
  return (
    <Notice kind="bad">
      <p>
        <Words trouble={trouble} />
      </p>
      {trouble.kind === 'outdated' ? (
        <Button onClick={() => location.reload()}>
          <Trans>Recarregar</Trans>
        </Button>
      ) : (
        again && (
          <Button onClick={again}>
            <Trans>Tentar de novo</Trans>
          </Button>
        )
      )}
    </Notice>
  );
}

function Words({ trouble }: { trouble: Trouble }) {
  switch (trouble.kind) {
    case 'unreachable':
      return (
        <Trans>
          Não conseguimos falar com a clínica. Veja sua conexão; nada do que você escreveu se perdeu.
        </Trans>
      );
    case 'busy':
      return <Trans>A clínica está ocupada ou reiniciando. Espere um instante e tente de novo.</Trans>;
    case 'signedOut':
      return <Trans>Sua sessão terminou. Entre de novo para continuar daqui.</Trans>;
    case 'outdated':
      return <Trans>Há uma versão nova. Recarregue a página para continuar.</Trans>;
    case 'forbidden':
      return <Trans>Isto não está disponível para a sua conta.</Trans>;
    case 'broken':
      return trouble.requestId ? (
        <Trans>
          Algo quebrou do nosso lado. Se acontecer outra vez, diga-nos este código:{' '}
          <code>{trouble.requestId}</code>
        </Trans>
      ) : (
        <Trans>Algo quebrou do nosso lado.</Trans>
      );
  }
}
