import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import { newcomers, type Standing, settle, stand } from '~/shared/lib/standing';
import { DayRow } from './DayRow';
import type { DayRowFragment } from './DayRow.gen';

/** Visits of days before whose end nobody noted. What is noted now stays until the page is left. */
export function LateVisits({ visits }: { visits: readonly DayRowFragment[] }) {
  const shown = useStanding(visits);
  if (!shown.length) return null;
  return (
    <section className="today-order" aria-labelledby="late-visits">
      <h2 id="late-visits">
        <Trans>Estas consultas aconteceram?</Trans>
      </h2>
      <p className="muted">
        <Trans>São de dias anteriores e ainda não dizem se o paciente compareceu.</Trans>
      </p>
      <ol className="day-rows">
        {shown.map(({ item }) => (
          <DayRow key={item.id} appointment={item} dated />
        ))}
      </ol>
    </section>
  );
}

type Shown = readonly Standing<DayRowFragment>[];

function useStanding(visits: readonly DayRowFragment[]): Shown {
  const [known, setKnown] = useState<{ ids: string; shown: Shown }>({ ids: '', shown: [] });
  const ids = visits.map(({ id, status }) => `${id} ${status}`).join();
  if (ids === known.ids) return known.shown;
  const shown = [...settle(known.shown, visits), ...stand(newcomers(known.shown, visits))];
  setKnown({ ids, shown });
  return shown;
}
