import { Plural } from '@lingui/react/macro';
import { useMemo } from 'react';
import { useQuery } from 'urql';
import { useFresh } from '~/graphql/useFresh';
import { DoctorActions } from '~/shared/appointments/DoctorActions';
import { plusMinutes } from '~/shared/lib/time';
import { Notice } from '~/shared/ui/Notice';
import { TroubleNote } from '~/shared/ui/TroubleNote';
import { AffectedVisitsDocument } from './AffectedVisits.gen';
import { VISIT_MINUTES } from './check';
import { overlaps } from './spans';
import { VisitRow } from './VisitRow';

/** Visits inside an absence: each waits for the doctor's decision, until it is made. */
export function AffectedVisits({ absence }: { absence: { startsAt: string; endsAt: string } }) {
  const { startsAt, endsAt } = absence;
  // one that began before it may still go on inside it
  const variables = useMemo(
    () => ({ from: plusMinutes(startsAt, -VISIT_MINUTES.most), to: endsAt }),
    [startsAt, endsAt],
  );
  const [{ data, error }, reexecute] = useQuery({
    query: AffectedVisitsDocument,
    variables,
    requestPolicy: 'cache-and-network',
  });
  useFresh(reexecute);
  const inside = (data?.appointments.nodes ?? []).filter(({ slot }) => overlaps(slot, absence));
  const open = inside.filter(({ status }) => status === 'PENDING' || status === 'CONFIRMED');
  if (error) return <TroubleNote error={error} again={() => reexecute({ requestPolicy: 'network-only' })} />;
  if (inside.length === 0) return null;
  return (
    <div className="affected">
      {open.length > 0 && (
        <Notice kind="warn">
          <p>
            <Plural
              value={open.length}
              one="# consulta continua marcada dentro desta ausência. Decida sobre ela."
              other="# consultas continuam marcadas dentro desta ausência. Decida sobre cada uma."
            />
          </p>
        </Notice>
      )}
      <ul className="outside-list">
        {inside.map((appointment) => (
          <VisitRow key={appointment.id} appointment={appointment}>
            <DoctorActions appointment={appointment} />
          </VisitRow>
        ))}
      </ul>
    </div>
  );
}
