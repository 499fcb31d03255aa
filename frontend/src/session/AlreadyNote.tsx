import { Trans } from '@lingui/react/macro';
import { Button } from '~/shared/ui/Button';
import { Notice } from '~/shared/ui/Notice';
import { handedOver } from './handedOver';

/** Some of what was typed belongs to an account: which, the server does not say. */
export function AlreadyNote({ identifier, onSignIn }: { identifier: string; onSignIn(): void }) {
  return (
    <Notice kind="warn">
      <p>
        <Trans>
          Já existe uma conta com algum destes dados. Se ela é sua, entre com a senha que você tem.
        </Trans>
      </p>
      <Button
        onClick={() => {
          handedOver.set(identifier);
          onSignIn();
        }}
      >
        <Trans>Entrar na conta</Trans>
      </Button>
    </Notice>
  );
}
