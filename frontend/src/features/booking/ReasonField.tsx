import { Trans, useLingui } from '@lingui/react/macro';
import { type RefObject, useState } from 'react';
import { Labelled } from '~/shared/ui/Field';
import { LONGEST_REASON } from './reason';
import './ReasonField.css';

interface ReasonFieldProps {
  reason: string;
  write(reason: string): void;
  error: string | undefined;
  field: RefObject<HTMLTextAreaElement | null>;
}

/** Folded, as nobody has to say why. */
export function ReasonField({ reason, write, error, field }: ReasonFieldProps) {
  const { t } = useLingui();
  const [open, setOpen] = useState(reason !== '');
  return (
    <details
      className="reason"
      open={open || Boolean(error)}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      <summary>
        <Trans>Quer contar o motivo? (opcional)</Trans>
      </summary>
      <Labelled
        label={t`Motivo da consulta`}
        hint={t`Só você e quem atende leem isto. Até ${LONGEST_REASON} caracteres.`}
        error={error}
      >
        {(wiring) => (
          <textarea
            {...wiring}
            ref={field}
            className="input"
            name="reason"
            maxLength={LONGEST_REASON}
            value={reason}
            onChange={(event) => write(event.target.value)}
          />
        )}
      </Labelled>
    </details>
  );
}
