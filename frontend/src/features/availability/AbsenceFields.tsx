import { useLingui } from '@lingui/react/macro';
import { useReader } from '~/session/reader';
import { today } from '~/shared/lib/time';
import { Field, Labelled } from '~/shared/ui/Field';
import type { AbsenceDraft } from './spans';

export type AbsenceWrong = Partial<Record<keyof AbsenceDraft, string>>;

interface AbsenceFieldsProps {
  draft: AbsenceDraft;
  wrong: AbsenceWrong;
  onChange: (values: Partial<AbsenceDraft>) => void;
}

const LONGEST_NOTE = 500;

export function AbsenceFields({ draft, wrong, onChange }: AbsenceFieldsProps) {
  const { t } = useLingui();
  const { zone } = useReader();
  /** The last day is not before the first: it goes along. */
  const setFirst = (firstDay: string) =>
    onChange({ firstDay, ...(firstDay > draft.lastDay && { lastDay: firstDay }) });
  const common = (part: 'firstDay' | 'lastDay' | 'startsAt' | 'endsAt') => ({
    value: draft[part],
    error: wrong[part],
    onChange: ({ target }: { target: HTMLInputElement }) => onChange({ [part]: target.value }),
  });
  return (
    <>
      <div className="field-pair">
        <Field
          {...common('firstDay')}
          label={draft.wholeDays ? t`Primeiro dia` : t`Do dia`}
          type="date"
          min={today(zone)}
          onChange={({ target }) => setFirst(target.value)}
        />
        {!draft.wholeDays && <Field {...common('startsAt')} label={t`Às`} type="time" />}
      </div>
      <div className="field-pair">
        <Field
          {...common('lastDay')}
          label={draft.wholeDays ? t`Último dia` : t`Até o dia`}
          type="date"
          min={draft.firstDay}
        />
        {!draft.wholeDays && <Field {...common('endsAt')} label={t`Até as`} type="time" />}
      </div>
      <Labelled label={t`Nota`} optional={t`só para você`} error={wrong.note}>
        {(wiring) => (
          <input
            {...wiring}
            className="input"
            maxLength={LONGEST_NOTE}
            value={draft.note}
            onChange={({ target }) => onChange({ note: target.value })}
          />
        )}
      </Labelled>
    </>
  );
}
