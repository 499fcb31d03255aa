import { Trans } from '@lingui/react/macro';
import { useReader } from '~/session/reader';
import { dayOf, daysBetween } from '~/shared/lib/time';
import { Button } from '~/shared/ui/Button';
import { Empty } from '~/shared/ui/Empty';
import { Icon } from '~/shared/ui/Icon';
import { LocalTime } from '~/shared/ui/LocalTime';
import type { AgendaSlotFragment } from './Agenda.gen';
import { WEEK } from './week';

interface EmptyWeekProps {
  first: string;
  /** The earliest free time there is. */
  next: AgendaSlotFragment | undefined;
  onLeap: (next: AgendaSlotFragment) => void;
}

/** Nothing is free in this week: leap to where something is. */
export function EmptyWeek({ first, next, onLeap }: EmptyWeekProps) {
  const { zone } = useReader();
  if (!next) {
    return (
      <Empty title={<Trans>Sem horários livres por enquanto</Trans>}>
        <p>
          <Trans>Quando um horário abrir, ele aparece aqui na hora, sem recarregar a página.</Trans>
        </p>
      </Empty>
    );
  }
  const away = daysBetween(first, dayOf(next.startsAt, zone));
  return (
    <Empty title={<Trans>Nenhum horário livre nestes dias</Trans>}>
      {(away < 0 || away >= WEEK) && (
        <Button className="leap" onClick={() => onLeap(next)}>
          <span>
            <Trans>
              Próximo horário livre: <LocalTime at={next.startsAt} />
            </Trans>
          </span>
          <Icon name="forward" />
        </Button>
      )}
    </Empty>
  );
}
