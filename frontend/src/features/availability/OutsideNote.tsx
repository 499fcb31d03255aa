import { Plural, Trans } from '@lingui/react/macro';
import { useReader } from '~/session/reader';
import { Notice } from '~/shared/ui/Notice';
import { outside } from './check';
import type { Week } from './template';
import { VisitRow } from './VisitRow';
import type { ComingVisitFragment } from './VisitRow.gen';

interface OutsideNoteProps {
  week: Week;
  coming: readonly ComingVisitFragment[];
  more: boolean;
}

const LIVE = ['PENDING', 'CONFIRMED'];

/** What the template leaves alone: visits that patients count on stay, and the doctor decides on each. */
export function OutsideNote({ week, coming, more }: OutsideNoteProps) {
  const { zone } = useReader();
  const live = coming.filter(({ status }) => LIVE.includes(status));
  const left = outside(week, live, ({ slot }) => slot, zone);
  if (left.length === 0) return null;
  return (
    <div className="outside card">
      <Notice kind="warn">
        <p>
          <Plural
            value={left.length}
            one="# consulta já marcada fica fora destes horários. Ela continua marcada; veja e decida."
            other="# consultas já marcadas ficam fora destes horários. Elas continuam marcadas; veja e decida."
          />
        </p>
      </Notice>
      <ul className="outside-list">
        {left.map((appointment) => (
          <VisitRow key={appointment.id} appointment={appointment} />
        ))}
      </ul>
      {more && (
        <p className="muted">
          <Trans>Olhamos as próximas 100 consultas; as mais distantes não estão aqui.</Trans>
        </p>
      )}
    </div>
  );
}
