import { Trans, useLingui } from '@lingui/react/macro';
import { type FormEvent, useState } from 'react';
import { useMutation } from 'urql';
import { useReader } from '~/session/reader';
import { hour, nearDay } from '~/shared/lib/time';
import { Button } from '~/shared/ui/Button';
import { firstFocus } from '~/shared/ui/firstFocus';
import { Sheet } from '~/shared/ui/Sheet';
import { TroubleNote } from '~/shared/ui/TroubleNote';
import { CancelAppointmentDocument, type CancelDialogFragment } from './CancelDialog.gen';
import { CancelRefused, type Refused } from './CancelRefused';
import { type Chosen, ReasonChoice, useReasons } from './ReasonChoice';
import { faultOf } from './reasons';
import './sheetButtons.css';

interface DialogProps {
  appointment: CancelDialogFragment;
  /** Nothing was cancelled. */
  onClose: () => void;
  onCancelled: () => void;
}

/** Calls a visit off: why, and what follows from it, before the red button. */
export function CancelDialog({ appointment, onClose, onCancelled }: DialogProps) {
  const { t } = useLingui();
  const { pending, error, refused, cancel } = useCancel(appointment.id, onCancelled);
  const [chosen, setChosen] = useState<Chosen>({ at: undefined, text: '' });
  const [sent, setSent] = useState(false);
  const reasons = useReasons();
  const faults = useFaultWords();
  const reason = typeof chosen.at === 'number' ? reasons[chosen.at] : chosen.at && chosen.text;
  const fault = faultOf(reason);
  const itsOwn = refused?.__typename === 'InvalidInput' ? refused.fields[0]?.message : undefined;

  function submit(event: FormEvent) {
    event.preventDefault();
    setSent(true);
    if (!pending && !fault && reason) void cancel(reason);
  }

  return (
    <Sheet title={t`Cancelar a consulta?`} onClose={onClose}>
      <form className="cancel-form stack" onSubmit={submit} noValidate>
        <Which appointment={appointment} />
        <ReasonChoice
          chosen={chosen}
          onChange={setChosen}
          error={(sent && fault && faults[fault]) || itsOwn}
        />
        {refused && refused.__typename !== 'InvalidInput' && <CancelRefused refused={refused} />}
        {error && <TroubleNote error={error} />}
        <p>
          <Trans>Ao cancelar, o horário fica livre para outra pessoa na mesma hora.</Trans>
        </p>
        <div className="row sheet-buttons">
          <Button ref={firstFocus} onClick={onClose}>
            <Trans>Manter consulta</Trans>
          </Button>
          <Button type="submit" kind="danger" pending={pending}>
            <Trans>Cancelar consulta</Trans>
          </Button>
        </div>
      </form>
    </Sheet>
  );
}

function Which({ appointment: { slot, doctor } }: { appointment: CancelDialogFragment }) {
  const reader = useReader();
  return (
    <p>
      <b>
        <time dateTime={slot.startsAt}>
          {nearDay(slot.startsAt, reader)}, {hour(slot.startsAt, reader)}
        </time>
      </b>
      {' · '}
      {doctor.name}
    </p>
  );
}

function useCancel(id: string, onCancelled: () => void) {
  const [{ fetching, error }, send] = useMutation(CancelAppointmentDocument);
  const [refused, setRefused] = useState<Refused>();
  async function cancel(reason: string) {
    setRefused(undefined);
    const { data } = await send({ id, reason: reason.trim() });
    if (data?.cancelAppointment.__typename === 'Appointment') onCancelled();
    else setRefused(data?.cancelAppointment);
  }
  return { pending: fetching, error: fetching ? undefined : error, refused, cancel };
}

function useFaultWords() {
  const { t } = useLingui();
  return {
    none: t`Escolha um motivo: ele ajuda o médico a se organizar.`,
    short: t`Escreva pelo menos 3 letras.`,
    long: t`São no máximo 500 letras. Resuma um pouco.`,
  };
}
