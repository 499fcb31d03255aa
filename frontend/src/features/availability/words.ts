import { useLingui } from '@lingui/react/macro';
import { useReader } from '~/session/reader';
import { keeping } from '~/shared/lib/keeping';
import { plusDays, weekdayName } from '~/shared/lib/time';
import type { Problem } from './check';
import type { ExtraProblem } from './spans';
import { WEEKDAYS, type Weekday } from './template';

const A_MONDAY = '2026-11-23';

const weekdayNames = keeping((language) => {
  const names = WEEKDAYS.map((weekday, at) => [
    weekday,
    weekdayName(plusDays(A_MONDAY, at), language, 'long'),
  ]);
  return Object.fromEntries(names) as Record<Weekday, string>; // made of all weekdays
});

/** segunda-feira */
export function useWeekdayNames(): Record<Weekday, string> {
  return weekdayNames(useReader().language);
}

export function useProblemWords(): Record<Problem, string> {
  const { t } = useLingui();
  return {
    missing: t`Diga a hora.`,
    endBeforeStart: t`O fim vem antes do início.`,
    noVisit: t`Não cabe nenhuma consulta neste período.`,
    overlap: t`Começa antes de o outro período terminar.`,
    visitMinutes: t`A consulta dura de 5 a 480 minutos.`,
    gapMinutes: t`O intervalo é de 0 a 240 minutos.`,
  };
}

export function useExtraWords(): Record<ExtraProblem, string> {
  const { t } = useLingui();
  return {
    missing: t`Preencha este campo.`,
    skipped: t`O relógio pula essa hora nesse dia. Escolha outra.`,
    past: t`Esta hora já passou.`,
    visitMinutes: t`De 5 a 480 minutos.`,
    gapMinutes: t`De 0 a 240 minutos.`,
    count: t`De 1 a 48.`,
  };
}
