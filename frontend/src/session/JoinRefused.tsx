import { Trans } from '@lingui/react/macro';
import { Button } from '~/shared/ui/Button';
import { Go } from '~/shared/ui/Go';
import { Notice } from '~/shared/ui/Notice';

interface JoinRefusedProps {
  refusal: 'AlreadyRegistered' | 'NewcomerUnknown';
  /** He or she has an account here. */
  onLink(): void;
}

/** Why no account was opened, and the way on. */
export function JoinRefused({ refusal, onLink }: JoinRefusedProps) {
  if (refusal === 'NewcomerUnknown') {
    return (
      <Notice kind="warn">
        <p>
          <Trans>Passou tempo demais, ou este cadastro já foi concluído. Entre de novo para continuar.</Trans>
        </p>
        <Go to="signIn" className="button">
          <Trans>Entrar</Trans>
        </Go>
      </Notice>
    );
  }
  return (
    <Notice kind="warn">
      <p>
        <Trans>
          Já existe uma conta com algum destes dados. Se ela é sua, entre com a senha que você tem.
        </Trans>
      </p>
      <Button onClick={onLink}>
        <Trans>Ligar à minha conta</Trans>
      </Button>
    </Notice>
  );
}
