import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { useMutation } from 'urql';
import { useReader } from '~/session/reader';
import { shortDay } from '~/shared/lib/time';
import { Button } from '~/shared/ui/Button';
import { Notice } from '~/shared/ui/Notice';
import { tell } from '~/shared/ui/notices';
import { Sheet } from '~/shared/ui/Sheet';
import { TroubleNote } from '~/shared/ui/TroubleNote';
import { type AbsenceItemFragment, RemoveAbsenceDocument } from './AbsenceItem.gen';
import { AbsenceTimes } from './AbsenceTimes';
import { AffectedVisits } from './AffectedVisits';

interface AbsenceItemProps {
  absence: AbsenceItemFragment;
  onRemoved: () => void;
}

/** An absence, the visits inside it, and the way to take it back. */
export function AbsenceItem({ absence, onRemoved }: AbsenceItemProps) {
  const { t } = useLingui();
  const [asking, setAsking] = useState(false);
  const start = shortDay(absence.startsAt, useReader());
  return (
    <li className="absence">
      <div className="absence-line">
        <div>
          <h3>
            <AbsenceTimes absence={absence} />
          </h3>
          {absence.note && <p className="muted">{absence.note}</p>}
        </div>
        <Button kind="bare" aria-label={t`Retirar ausência de ${start}`} onClick={() => setAsking(true)}>
          <Trans>Retirar</Trans>
        </Button>
      </div>
      <AffectedVisits absence={absence} />
      {asking && <RemoveSheet absence={absence} onRemoved={onRemoved} onClose={() => setAsking(false)} />}
    </li>
  );
}

function RemoveSheet({ absence, onRemoved, onClose }: AbsenceItemProps & { onClose: () => void }) {
  const [{ data, error, fetching }, send] = useMutation(RemoveAbsenceDocument);
  const gone = data?.removeAbsence.__typename === 'AbsenceNotFound';

  async function remove() {
    const result = await send({ id: absence.id });
    if (result.data?.removeAbsence.__typename !== 'Availability') return;
    tell({ key: absence.id, kind: 'ok', children: <Removed /> });
    onClose();
    requestAnimationFrame(onRemoved);
  }

  return (
    <Sheet title={<Trans>Retirar esta ausência?</Trans>} onClose={onClose}>
      <p>
        <AbsenceTimes absence={absence} />
      </p>
      <p className="muted">
        <Trans>Os horários do modelo da semana voltam a aparecer para os pacientes.</Trans>
      </p>
      {gone && (
        <Notice kind="warn">
          <p>
            <Trans>Esta ausência já tinha sido retirada. Não há mais nada a fazer.</Trans>
          </p>
        </Notice>
      )}
      {error && <TroubleNote error={error} />}
      <div className="row">
        {!gone && (
          <Button kind="danger" pending={fetching} onClick={() => void remove()}>
            <Trans>Retirar ausência</Trans>
          </Button>
        )}
        <Button onClick={onClose}>{gone ? <Trans>Fechar</Trans> : <Trans>Manter</Trans>}</Button>
      </div>
    </Sheet>
  );
}

function Removed() {
  return (
    <p>
      <Trans>Ausência retirada. Os horários do modelo voltaram à agenda.</Trans>
    </p>
  );
}
