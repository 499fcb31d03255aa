import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useRef, useState } from 'react';
import { useMutation } from 'urql';
import type { AgendaSlotFragment } from '~/shared/agenda/Agenda.gen';
import { Button } from '~/shared/ui/Button';
import { Sheet } from '~/shared/ui/Sheet';
import { TroubleNote } from '~/shared/ui/TroubleNote';
import { FromTo } from './FromTo';
import { MoveRefused, type Refused } from './MoveRefused';
import { type MoveSheetFragment, RescheduleAppointmentDocument } from './MoveSheet.gen';
import './MoveSheet.css';
import './sheetButtons.css';

interface MoveProps {
  appointment: MoveSheetFragment;
  slot: AgendaSlotFragment;
  /** Another one instead: somebody was faster. */
  onChoose: (slot: AgendaSlotFragment) => void;
  onClose: () => void;
  onMoved: (newId: string) => void;
  onOutdated: () => void;
}

/** From when to when, and that the doctor answers again: then one step on the server does both. */
export function MoveSheet({ appointment, slot, onChoose, onClose, onMoved, onOutdated }: MoveProps) {
  const { t } = useLingui();
  const { pending, error, refused, move } = useMove(appointment.id, slot.id, onMoved);
  const button = useFocusWhenNew(slot.id);
  const doctor = appointment.doctor.name;

  /** What the server knew otherwise is read anew once its reason was seen. */
  function close() {
    onClose();
    if (refused && OUTDATED.includes(refused.__typename)) onOutdated();
  }

  return (
    <Sheet title={t`Confira a mudança`} onClose={close}>
      <FromTo from={appointment.slot.startsAt} to={slot.startsAt} doctor={appointment.doctor} />
      {refused ? (
        <MoveRefused refused={refused} onChoose={onChoose} />
      ) : (
        <p>
          <Trans>
            O novo horário espera outra vez a resposta de {doctor}. Ao confirmar, o antigo fica livre para
            outra pessoa.
          </Trans>
        </p>
      )}
      {error && <TroubleNote error={error} />}
      <div className="row sheet-buttons">
        {!refused && (
          <Button ref={button} kind="primary" pending={pending} onClick={() => void move()}>
            <Trans>Trocar o horário</Trans>
          </Button>
        )}
        <Button onClick={close}>{refused ? <Trans>Voltar à agenda</Trans> : <Trans>Voltar</Trans>}</Button>
      </div>
    </Sheet>
  );
}

const OUTDATED: readonly Refused['__typename'][] = ['StatusConflict', 'AppointmentNotFound', 'TooLate'];

function useMove(id: string, slotId: string, onMoved: (newId: string) => void) {
  const [{ fetching, error }, send] = useMutation(RescheduleAppointmentDocument);
  const [answer, setAnswer] = useState<{ slotId: string; refused: Refused }>();
  async function move() {
    const { data } = await send({ id, slotId });
    const result = data?.rescheduleAppointment;
    if (result?.__typename === 'Appointment') onMoved(result.id);
    else if (result) setAnswer({ slotId, refused: result });
  }
  const refused = answer?.slotId === slotId ? answer.refused : undefined;
  return { pending: fetching, error: fetching ? undefined : error, refused, move };
}

/** Another time was chosen in the sheet: the button that confirms it takes the focus. */
function useFocusWhenNew(slotId: string) {
  const button = useRef<HTMLButtonElement>(null);
  const before = useRef(slotId);
  useEffect(() => {
    if (before.current !== slotId) button.current?.focus();
    before.current = slotId;
  }, [slotId]);
  return button;
}
