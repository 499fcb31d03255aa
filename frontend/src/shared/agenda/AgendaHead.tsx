import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useReader } from '~/session/reader';
import { monthDay, plusDays } from '~/shared/lib/time';
import { Button } from '~/shared/ui/Button';
import { Icon } from '~/shared/ui/Icon';
import { LiveDot } from '~/shared/ui/LiveDot';
import type { AgendaWeekQuery } from './Agenda.gen';
import { neighbours, WEEK } from './week';
import { ZoneNote } from './ZoneNote';

interface AgendaHeadProps {
  titleId: string;
  first: string;
  today: string;
  onWeek: (first: string) => void;
  doctor: AgendaWeekQuery['doctor'] | undefined;
  doctorsZone: string;
  /** How many times are free; undefined while they are read. */
  count: number | undefined;
}

export function AgendaHead({ titleId, first, today, onWeek, doctor, doctorsZone, count }: AgendaHeadProps) {
  const { language } = useReader();
  const [begin, end] = [monthDay(first, language), monthDay(plusDays(first, WEEK - 1), language)];
  return (
    <header className="agenda-head">
      <div className="agenda-title">
        <h2 id={titleId}>
          <Trans>Escolha um horário</Trans>
        </h2>
        <p className="muted" role="status">
          <Trans>
            {begin} a {end}
          </Trans>
          {count !== undefined && (
            <>
              {' · '}
              <Plural
                value={count}
                _0="nenhum horário livre"
                one="# horário livre"
                other="# horários livres"
              />
            </>
          )}
        </p>
      </div>
      <WeekTurn first={first} today={today} onWeek={onWeek} />
      <div className="agenda-zone">
        <ZoneNote at={doctor?.slots[0]?.startsAt ?? `${first}T15:00:00Z`} doctorsZone={doctorsZone} />
        <LiveDot />
      </div>
    </header>
  );
}

function WeekTurn({ first, today, onWeek }: Pick<AgendaHeadProps, 'first' | 'today' | 'onWeek'>) {
  const { t } = useLingui();
  const { before, after } = neighbours(first, today);
  return (
    <div className="week-turn">
      <Turn icon="back" label={t`Semana anterior`} to={before} onWeek={onWeek} />
      <Turn icon="forward" label={t`Próxima semana`} to={after} onWeek={onWeek} />
    </div>
  );
}

interface TurnProps {
  icon: 'back' | 'forward';
  label: string;
  to: string | undefined;
  onWeek: (first: string) => void;
}

/** At the end it does nothing, but keeps the focus that was on it. */
function Turn({ icon, label, to, onWeek }: TurnProps) {
  return (
    <Button aria-label={label} title={label} aria-disabled={!to} onClick={() => to && onWeek(to)}>
      <Icon name={icon} />
    </Button>
  );
}
