import { Plural, Trans } from '@lingui/react/macro';
import { Empty } from '~/shared/ui/Empty';
import { Go } from '~/shared/ui/Go';
import { LocalTime } from '~/shared/ui/LocalTime';
import type { QuietDayFragment } from './QuietDay.gen';

/** Nobody comes today: what may still come, and what comes next. */
export function QuietDay({ free, next }: { free: number; next: QuietDayFragment | undefined }) {
  return (
    <Empty title={<Trans>Um dia tranquilo: nada marcado para hoje</Trans>}>
      <p>
        {free > 0 ? (
          <Plural
            value={free}
            one="# horário de hoje ainda pode ser marcado."
            other="# horários de hoje ainda podem ser marcados."
          />
        ) : (
          <Trans>Hoje você não tem mais horários abertos para marcação.</Trans>
        )}
      </p>
      {next && <NextOne visit={next} />}
      <Go to="availability" className="button">
        <Trans>Ver meus horários</Trans>
      </Go>
    </Empty>
  );
}

function NextOne({ visit: { id, slot, patient } }: { visit: QuietDayFragment }) {
  return (
    <p>
      <Trans>
        Próxima consulta: <LocalTime at={slot.startsAt} />, com{' '}
        <Go to="request" params={{ id }}>
          {patient.name}
        </Go>
        .
      </Trans>
    </p>
  );
}
