import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useReader } from '~/session/reader';
import { mondayOf, plusDays, startOf, today, zoneName } from '~/shared/lib/time';
import { Button } from '~/shared/ui/Button';
import { Go } from '~/shared/ui/Go';
import { Icon } from '~/shared/ui/Icon';
import { LiveDot } from '~/shared/ui/LiveDot';
import { Notice } from '~/shared/ui/Notice';
import type { WeekData } from './useWeek';
import './WeekHead.css';

interface WeekHeadProps {
  monday: string;
  /** In words. */
  range: string;
  week: WeekData | undefined;
}

/** Which week, what is in it, and the way to the others. */
export function WeekHead({ monday, range, week }: WeekHeadProps) {
  return (
    <header className="week-head">
      <div className="week-head-words">
        <h1>
          <Trans>Semana de {range}</Trans>
        </h1>
        <div className="row muted">
          {week && <Counts week={week} />}
          <Zone monday={monday} />
          <span className="no-print">
            <LiveDot />
          </span>
        </div>
      </div>
      <WeekLinks monday={monday} />
      {week?.cut && (
        <Notice kind="warn">
          <p>
            <Trans>Esta semana tem mais consultas do que cabem aqui; as últimas não aparecem.</Trans>
          </p>
        </Notice>
      )}
    </header>
  );
}

function Counts({ week }: { week: WeekData }) {
  const requests = week.visits.filter(({ status }) => status === 'PENDING').length;
  const visits = week.visits.length - requests;
  return (
    <p>
      <Plural value={visits} _0="nenhuma consulta" one="# consulta" other="# consultas" />
      {requests > 0 && (
        <>
          , <Plural value={requests} one="# pedido" other="# pedidos" />
        </>
      )}
      , <Plural value={week.slots.length} _0="nenhum horário livre" one="# livre" other="# livres" />
    </p>
  );
}

function Zone({ monday }: { monday: string }) {
  const reader = useReader();
  return <p>{zoneName(startOf(monday, reader.zone), reader)}</p>;
}

function WeekLinks({ monday }: { monday: string }) {
  const { t } = useLingui();
  const { zone } = useReader();
  const here = mondayOf(today(zone)) === monday;
  return (
    <nav className="week-links no-print" aria-label={t`Semanas`}>
      <Go
        to="week"
        search={{ de: plusDays(monday, -7) }}
        className="button bare"
        aria-label={t`Semana anterior`}
      >
        <Icon name="back" />
      </Go>
      <Go to="week" className="button quiet" aria-current={here ? 'true' : undefined}>
        <Trans>Esta semana</Trans>
      </Go>
      <Go
        to="week"
        search={{ de: plusDays(monday, 7) }}
        className="button bare"
        aria-label={t`Próxima semana`}
      >
        <Icon name="forward" />
      </Go>
      <Button kind="bare" aria-label={t`Imprimir a semana`} onClick={() => print()}>
        <Icon name="print" />
      </Button>
    </nav>
  );
}
