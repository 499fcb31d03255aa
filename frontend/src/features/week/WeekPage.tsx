import { Trans, useLingui } from '@lingui/react/macro';
import { useSearch } from 'wouter';
import { useTitle } from '~/app/title';
import { Guard } from '~/session/Guard';
import { useReader } from '~/session/reader';
import { useSession } from '~/session/session';
import { dayOr, dayRange, mondayOf, plusDays, today } from '~/shared/lib/time';
import { Empty } from '~/shared/ui/Empty';
import { Go } from '~/shared/ui/Go';
import { Skeleton } from '~/shared/ui/Skeleton';
import { TroubleNote } from '~/shared/ui/TroubleNote';
import { isEmpty, useWeek } from './useWeek';
import { WeekDays } from './WeekDays';
import { WeekHead } from './WeekHead';
import './WeekPage.css';

/** /agenda/semana?de=2026-11-23 */
export default function WeekPage() {
  const { viewer } = useSession();
  return <Guard role="Doctor">{viewer?.__typename === 'Doctor' && <OwnWeek doctor={viewer.id} />}</Guard>;
}

function OwnWeek({ doctor }: { doctor: string }) {
  const { zone } = useReader();
  const asked = new URLSearchParams(useSearch()).get('de');
  const monday = mondayOf(dayOr(asked, today(zone)));
  return <Week doctor={doctor} monday={monday} />;
}

export function Week({ doctor, monday }: { doctor: string; monday: string }) {
  const { t } = useLingui();
  const { zone, language } = useReader();
  const range = dayRange(monday, plusDays(monday, 6), language, today(zone));
  const { week, error, stale, again } = useWeek(doctor, monday);
  useTitle(t`Semana de ${range}`);
  return (
    <div className="page week-page">
      <WeekHead monday={monday} range={range} week={week} />
      {error && <TroubleNote error={error} again={again} />}
      {!week && !error && <Skeleton cards={1} lines={18} />}
      {week &&
        (isEmpty(week) ? <Nothing /> : <WeekDays key={monday} monday={monday} week={week} stale={stale} />)}
    </div>
  );
}

function Nothing() {
  return (
    <Empty title={<Trans>Nada nesta semana</Trans>}>
      <p>
        <Trans>
          Nem consultas nem horários livres. Os horários saem do seu modelo da semana, 60 dias à frente.
        </Trans>
      </p>
      <Go to="availability" className="button">
        <Trans>Ver seus horários</Trans>
      </Go>
    </Empty>
  );
}
