import { Trans } from '@lingui/react/macro';
import { type ReactNode, useEffect, useRef } from 'react';
import { Button } from '~/shared/ui/Button';
import { Sheet } from '~/shared/ui/Sheet';
import './ReasonSheet.css';

interface NoShowSheetProps {
  name: string;
  pending: boolean;
  trouble: ReactNode;
  onSend: () => void;
  onClose: () => void;
}

/** A note that cannot be taken back is asked about once. */
export function NoShowSheet({ name, pending, trouble, onSend, onClose }: NoShowSheetProps) {
  const back = useRef<HTMLButtonElement>(null);
  useEffect(() => back.current?.focus(), []);
  return (
    <Sheet title={<Trans>Anotar a falta?</Trans>} onClose={onClose}>
      <div className="reason-sheet">
        <p>
          <Trans>A consulta fica como não realizada porque {name} não compareceu.</Trans>
        </p>
        <p className="muted">
          <Trans>Isto não pode ser desfeito.</Trans>
        </p>
        {trouble}
        <div className="row">
          <Button kind="danger" pending={pending} onClick={onSend}>
            <Trans>Anotar falta</Trans>
          </Button>
          <button type="button" className="button quiet" ref={back} onClick={onClose}>
            <Trans>Voltar</Trans>
          </button>
        </div>
      </div>
    </Sheet>
  );
}
