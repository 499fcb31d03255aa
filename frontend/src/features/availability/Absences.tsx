import { Trans } from '@lingui/react/macro';
import { useRef, useState } from 'react';
import { useNow } from '~/shared/lib/now';
import { Button } from '~/shared/ui/Button';
import { Icon } from '~/shared/ui/Icon';
import { AbsenceItem } from './AbsenceItem';
import type { AbsenceItemFragment } from './AbsenceItem.gen';
import { AbsenceSheet } from './AbsenceSheet';
import './Absences.css';

/** When the doctor is away, and what is to be decided because of it. */
export function Absences({ absences }: { absences: readonly AbsenceItemFragment[] }) {
  const now = useNow(60_000);
  const [adding, setAdding] = useState(false);
  const ahead = absences
    .filter(({ endsAt }) => Date.parse(endsAt) > now)
    .toSorted((one, other) => Date.parse(one.startsAt) - Date.parse(other.startsAt));
  const heading = useRef<HTMLHeadingElement>(null);
  return (
    <section className="absences" aria-labelledby="ausencias">
      <div className="times-section-head">
        <h2 id="ausencias" ref={heading} tabIndex={-1}>
          <Trans>Ausências</Trans>
        </h2>
        <Button onClick={() => setAdding(true)}>
          <Icon name="plus" /> <Trans>Nova ausência</Trans>
        </Button>
      </div>
      {ahead.length === 0 ? (
        <p className="muted">
          <Trans>
            Nenhuma ausência à frente. Férias, feriado ou uma tarde fora: os horários livres saem da agenda, e
            você decide sobre o que já estiver marcado.
          </Trans>
        </p>
      ) : (
        <ul className="absence-list card">
          {ahead.map((absence) => (
            <AbsenceItem key={absence.id} absence={absence} onRemoved={() => heading.current?.focus()} />
          ))}
        </ul>
      )}
      {adding && <AbsenceSheet onClose={() => setAdding(false)} />}
    </section>
  );
}
