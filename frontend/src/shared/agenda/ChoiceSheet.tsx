import { Trans } from '@lingui/react/macro';
import { type ComponentType, startTransition, useEffect, useState } from 'react';
import type { ConfirmSheetProps } from '~/features/booking/ConfirmSheet';
import type { SheetDoctorFragment } from '~/features/booking/ConfirmSheet.gen';
import { afterPaint } from '~/shared/lib/afterPaint';
import { Button } from '~/shared/ui/Button';
import { Sheet } from '~/shared/ui/Sheet';
import type { Choice } from './useChoice';

type Loading = Promise<{ default: ComponentType<ConfirmSheetProps> }>;
let loading: Loading | undefined;

/** Once; what failed is tried anew. */
function load(): Loading {
  loading ??= import('~/features/booking/ConfirmSheet').catch((error) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

/** The sheet's code is fetched while the pointer rests on a time. */
export function prefetchSheet(): void {
  afterPaint(() => load().catch(() => undefined)); // whoever opens it is told
}

interface ChoiceSheetProps {
  choice: Choice;
  /** Whose times they all are, on a page of one doctor. */
  doctor?: SheetDoctorFragment;
}

/** The sheet of the chosen time, when there is one. */
export function ChoiceSheet({ choice, doctor }: ChoiceSheetProps) {
  return choice.slotId && <Opened choice={choice} slotId={choice.slotId} doctor={doctor} />;
}

function Opened({ choice, slotId, doctor }: ChoiceSheetProps & { slotId: string }) {
  const { ConfirmSheet, failed, again } = useSheet();
  if (failed) return <NotLoaded again={again} onClose={choice.close} />;
  return (
    ConfirmSheet && (
      <ConfirmSheet
        slotId={slotId}
        slot={choice.known?.slot}
        doctor={choice.known?.doctor ?? doctor}
        onChoose={choice.instead}
        onClose={choice.close}
      />
    )
  );
}

function useSheet() {
  const [loaded, setLoaded] = useState<{ ConfirmSheet: ComponentType<ConfirmSheetProps> }>();
  const [failed, setFailed] = useState(false);
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each attempt loads
  useEffect(() => {
    setFailed(false);
    // asking for its files keeps a phone longer than showing which time was chosen
    afterPaint(() =>
      load().then(
        (module) => startTransition(() => setLoaded({ ConfirmSheet: module.default })),
        () => setFailed(true),
      ),
    );
  }, [attempt]);
  return { ConfirmSheet: loaded?.ConfirmSheet, failed, again: () => setAttempt(attempt + 1) };
}

/** Without network the first choice cannot be opened; it stays in the address. */
function NotLoaded({ again, onClose }: { again: () => void; onClose: () => void }) {
  return (
    <Sheet title={<Trans>Não conseguimos abrir este horário</Trans>} onClose={onClose}>
      <p>
        <Trans>Veja sua conexão. O horário que você escolheu continua escolhido nesta página.</Trans>
      </p>
      <Button kind="primary" onClick={again}>
        <Trans>Tentar de novo</Trans>
      </Button>
    </Sheet>
  );
}
