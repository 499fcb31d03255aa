import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import { CombinedError } from 'urql';
import { useSession } from '~/session/session';
import { Button } from '~/shared/ui/Button';
import { Notice } from '~/shared/ui/Notice';
import { TroubleNote } from '~/shared/ui/TroubleNote';

/** A doctor looks around: only patients book. */
export function OtherRole({ onClose }: { onClose(): void }) {
  const { leave } = useSession();
  const [pending, setPending] = useState(false);
  const [trouble, setTrouble] = useState<CombinedError>();
  async function change() {
    setPending(true);
    setTrouble(undefined);
    try {
      await leave();
    } catch (error) {
      if (error instanceof CombinedError) setTrouble(error);
    } finally {
      setPending(false);
    }
  }
  return (
    <>
      <Notice kind="info">
        <p>
          <Trans>Só pacientes marcam consultas, e você entrou com outro tipo de conta.</Trans>
        </p>
      </Notice>
      {trouble && <TroubleNote error={trouble} />}
      <div className="check-actions">
        <Button pending={pending} onClick={() => void change()}>
          <Trans>Sair e entrar como paciente</Trans>
        </Button>
        <Button onClick={onClose}>
          <Trans>Voltar</Trans>
        </Button>
      </div>
    </>
  );
}
