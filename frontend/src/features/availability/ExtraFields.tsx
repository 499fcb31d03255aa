import { useLingui } from '@lingui/react/macro';
import { useReader } from '~/session/reader';
import { today } from '~/shared/lib/time';
import { Field } from '~/shared/ui/Field';
import { GAP_MINUTES, VISIT_MINUTES } from './check';
import { COUNT, type ExtraDraft } from './spans';

export type ExtraWrong = Partial<Record<keyof ExtraDraft, string>>;

interface ExtraFieldsProps {
  draft: ExtraDraft;
  wrong: ExtraWrong;
  onChange: (values: Partial<ExtraDraft>) => void;
}

export function ExtraFields({ draft, wrong, onChange }: ExtraFieldsProps) {
  const { t } = useLingui();
  const { zone } = useReader();
  const common = (part: keyof ExtraDraft) => ({
    value: draft[part],
    error: wrong[part],
    onChange: ({ target }: { target: HTMLInputElement }) => onChange({ [part]: target.value }),
  });
  const number = ({ least, most }: { least: number; most: number }) => ({
    type: 'number',
    inputMode: 'numeric' as const,
    min: least,
    max: most,
  });
  return (
    <div className="extra-fields">
      <Field {...common('day')} label={t`Dia`} type="date" min={today(zone)} />
      <Field {...common('startsAt')} label={t`Primeiro às`} type="time" />
      <Field {...common('count')} {...number(COUNT)} label={t`Quantos`} />
      <Field {...common('visitMinutes')} {...number(VISIT_MINUTES)} label={t`Consulta (min)`} />
      <Field {...common('gapMinutes')} {...number(GAP_MINUTES)} label={t`Intervalo (min)`} />
    </div>
  );
}
