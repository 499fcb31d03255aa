import { useLingui as useLocale } from '@lingui/react';
import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { price } from '~/shared/lib/money';
import { plusDays } from '~/shared/lib/time';
import { Field, Labelled } from '~/shared/ui/Field';
import { CAPITALS } from './capitals';
import { dayIn, type Order } from './filters';
import type { SpecialtyChoice } from './SpecialtyChips';
import { useDraft } from './useDraft';

/** Reais. */
const PRICES = [150, 200, 250, 300, 400, 500];

interface FilterControlsProps extends SpecialtyChoice {
  today: string;
  city: string;
  onCity(city: string): void;
}

export function FilterControls({ filters, specialties, today, city, onCity, onSeek }: FilterControlsProps) {
  const { t } = useLingui();
  return (
    <>
      <Choice
        label={t`Especialidade`}
        value={filters.specialty}
        onChange={(specialty) => onSeek({ specialty })}
      >
        <option value="">{t`Todas`}</option>
        {specialties.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </Choice>
      <Field
        label={t`Cidade`}
        name="cidade"
        list="capitals"
        autoComplete="off"
        maxLength={100}
        value={city}
        onChange={(event) => onCity(event.target.value)}
        onBlur={() => onSeek({})}
      />
      <datalist id="capitals">
        {CAPITALS.map((each) => (
          <option key={each} value={each} />
        ))}
      </datalist>
      <MostChoice most={filters.most} onSeek={onSeek} />
      <DayChoice key={today} day={filters.day} today={today} onSeek={onSeek} />
      <Choice
        label={t`Ordem`}
        value={filters.order}
        onChange={(order) => onSeek({ order: order as Order })} // one of the options below
      >
        <option value="cedo">{t`Mais cedo`}</option>
        <option value="preco">{t`Menor preço`}</option>
        <option value="nome">{t`Nome`}</option>
      </Choice>
    </>
  );
}

type Seek = Pick<SpecialtyChoice, 'onSeek'>;

function MostChoice({ most, onSeek }: Seek & { most: number | undefined }) {
  const { t } = useLingui();
  const { i18n } = useLocale();
  const prices = most && !PRICES.includes(most) ? [...PRICES, most].sort((a, b) => a - b) : PRICES;
  return (
    <Choice
      label={t`Preço`}
      value={most?.toString()}
      onChange={(reais) => onSeek({ most: reais ? Number(reais) : undefined })}
    >
      <option value="">{t`Qualquer`}</option>
      {prices.map((reais) => {
        const amount = price(reais * 100, i18n.locale);
        return <option key={reais} value={reais}>{t`Até ${amount}`}</option>;
      })}
    </Choice>
  );
}

/** Another day begins with the day after tomorrow, and is then picked from a calendar. */
function DayChoice({ day, today, onSeek }: Seek & { day: string | undefined; today: string }) {
  const { t } = useLingui();
  const isDate = Boolean(day) && day !== 'hoje' && day !== 'amanha';
  const [draft, setDraft] = useDraft(isDate && day ? day : '');
  return (
    <>
      <Choice
        label={t`Dia`}
        value={isDate ? 'outro' : day}
        onChange={(wish) => onSeek({ day: wish === 'outro' ? plusDays(today, 2) : wish })}
      >
        <option value="">{t`Qualquer`}</option>
        <option value="hoje">{t`Hoje`}</option>
        <option value="amanha">{t`Amanhã`}</option>
        <option value="outro">{t`Outro dia`}</option>
      </Choice>
      {isDate && (
        <Field
          type="date"
          label={<Trans>Qual dia</Trans>}
          min={today}
          value={draft}
          onChange={({ target: { value } }) => {
            setDraft(value);
            const wish = dayIn(value, today);
            if (wish) onSeek({ day: wish });
          }}
        />
      )}
    </>
  );
}

interface ChoiceProps {
  label: string;
  value: string | undefined;
  /** undefined: any. */
  onChange(value: string | undefined): void;
  children: ReactNode;
}

function Choice({ label, value, onChange, children }: ChoiceProps) {
  return (
    <Labelled label={label}>
      {(wiring) => (
        <select
          {...wiring}
          className="input"
          value={value ?? ''}
          onChange={(event) => onChange(event.target.value || undefined)}
        >
          {children}
        </select>
      )}
    </Labelled>
  );
}
