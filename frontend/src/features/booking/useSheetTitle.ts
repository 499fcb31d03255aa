import { useLingui } from '@lingui/react/macro';
import type { BookedAppointmentFragment } from './Booked.gen';
import type { Refusal, Step } from './step';

type Status = BookedAppointmentFragment['status'];

/** What the sheet is called, wherever one is in it. */
export function useSheetTitle(step: Step, status: Status | undefined): string {
  const { t } = useLingui();
  const refused: Record<Refusal['__typename'], string> = {
    SlotTaken: t`Acabou de ser ocupado`,
    SlotNotFound: t`Fora da agenda`,
    SlotInThePast: t`Este horário passou`,
    PatientBusy: t`Você já tem consulta`,
    IdempotencyMismatch: t`O pedido já chegou`,
  };
  const booked: Partial<Record<Status, string>> = {
    PENDING: t`Pedido enviado`,
    CONFIRMED: t`Consulta confirmada`,
    DECLINED: t`Pedido recusado`,
    EXPIRED: t`Sem resposta a tempo`,
    CANCELLED: t`Consulta cancelada`,
  };
  if (step.kind === 'refused') return refused[step.refusal.__typename];
  if (step.kind === 'booked') return (status && booked[status]) ?? t`Sua consulta`;
  return t`Confira e confirme`;
}
