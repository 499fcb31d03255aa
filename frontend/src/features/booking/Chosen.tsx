import { Trans } from '@lingui/react/macro';
import { Skeleton } from '~/shared/ui/Skeleton';
import type { SheetDoctorFragment, SheetSlotFragment } from './ConfirmSheet.gen';
import { Summary } from './Summary';

interface ChosenProps {
  slot: SheetSlotFragment | undefined;
  doctor: SheetDoctorFragment | undefined;
  /** The server has been asked about it. */
  isComing: boolean;
}

/** The time that was chosen. After a refresh a visitor's is known by its name alone, until he or she has signed in. */
export function Chosen({ slot, doctor, isComing }: ChosenProps) {
  if (slot && doctor) return <Summary slot={slot} doctor={doctor} />;
  if (isComing) return <Skeleton cards={1} lines={3} />;
  return (
    <p>
      <Trans>O horário que você escolheu continua escolhido.</Trans>
    </p>
  );
}
