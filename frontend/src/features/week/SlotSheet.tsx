import { Trans } from '@lingui/react/macro';
import { useMutation } from 'urql';
import { Button } from '~/shared/ui/Button';
import { LocalTime } from '~/shared/ui/LocalTime';
import { Notice } from '~/shared/ui/Notice';
import { tell } from '~/shared/ui/notices';
import { Sheet } from '~/shared/ui/Sheet';
import { TroubleNote } from '~/shared/ui/TroubleNote';
import type { WeekSlotFragment } from './SlotItem.gen';
import { WithdrawSlotDocument, type WithdrawSlotMutation } from './SlotSheet.gen';

interface SlotSheetProps {
  slot: WeekSlotFragment;
  /** Still, while the sheet is open. */
  isFree: boolean;
  onClose: (gone: boolean) => void;
}

/** A free time of the week, which can be taken back. */
export function SlotSheet({ slot, isFree, onClose }: SlotSheetProps) {
  const [{ data, error, fetching }, send] = useMutation(WithdrawSlotDocument);
  const answer = data?.withdrawSlot;

  async function withdraw() {
    const result = await send({ id: slot.id });
    if (result.data?.withdrawSlot.__typename !== 'Slot') return;
    tell({ key: slot.id, kind: 'ok', children: <Withdrawn at={slot.startsAt} /> });
    onClose(true);
  }

  return (
    <Sheet title={<Title slot={slot} isFree={isFree} />} onClose={() => onClose(!isFree)}>
      <p>
        <LocalTime at={slot.startsAt} as="longDay" />, <LocalTime at={slot.startsAt} as="hour" />–
        <LocalTime at={slot.endsAt} as="hour" />
      </p>
      {answer && <Refused answer={answer} />}
      {error && <TroubleNote error={error} />}
      {isFree ? <Consequence /> : !answer && <NotFree />}
      <div className="row">
        {isFree && (
          <Button kind="danger" pending={fetching} onClick={() => void withdraw()}>
            <Trans>Retirar este horário</Trans>
          </Button>
        )}
        <Button onClick={() => onClose(!isFree)}>
          {isFree ? <Trans>Deixar livre</Trans> : <Trans>Fechar</Trans>}
        </Button>
      </div>
    </Sheet>
  );
}

function Title({ slot, isFree }: { slot: WeekSlotFragment; isFree: boolean }) {
  if (isFree) return <Trans>Horário livre</Trans>;
  return slot.status === 'HELD' ? <Trans>Sendo reservado</Trans> : <Trans>Este horário mudou</Trans>;
}

function Consequence() {
  return (
    <p className="muted">
      <Trans>
        Pacientes deixam de vê-lo. Só este dia muda: o modelo da semana continua igual, e você pode publicá-lo
        de novo como horário extra.
      </Trans>
    </p>
  );
}

function NotFree() {
  return (
    <Notice kind="warn">
      <p>
        <Trans>
          Um paciente está marcando este horário, ou ele deixou de estar livre. Por enquanto não dá para
          retirá-lo.
        </Trans>
      </p>
    </Notice>
  );
}

function Refused({ answer }: { answer: WithdrawSlotMutation['withdrawSlot'] }) {
  if (answer.__typename === 'Slot') return null;
  return (
    <Notice kind="bad">
      <p>
        {answer.__typename === 'SlotTaken' ? (
          <Trans>Um paciente foi mais rápido: este horário já está reservado. Ele aparece na semana.</Trans>
        ) : (
          <Trans>Este horário já não existe: foi retirado ou já começou.</Trans>
        )}
      </p>
    </Notice>
  );
}

function Withdrawn({ at }: { at: string }) {
  return (
    <p>
      <Trans>
        Horário retirado: <LocalTime at={at} />
      </Trans>
    </p>
  );
}
