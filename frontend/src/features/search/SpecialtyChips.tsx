import { Trans, useLingui } from '@lingui/react/macro';
import type { Filters } from './filters';
import type { SpecialtiesQuery } from './SearchForm.gen';

/** What most people look for; the select holds them all. */
const COMMON = [
  ...['internal-medicine', 'cardiology', 'dermatology', 'pediatrics', 'psychiatry', 'gynecology'],
  'orthopedics',
];

export interface SpecialtyChoice {
  filters: Filters;
  specialties: SpecialtiesQuery['specialties'];
  onSeek(wish: Partial<Filters>): void;
}

/** One stop for the keyboard; the arrows go from one to the next. */
export function SpecialtyChips({ filters, specialties, onSeek }: SpecialtyChoice) {
  const { t } = useLingui();
  const shown = [filters.specialty, ...COMMON.filter((code) => code !== filters.specialty)].flatMap(
    (code) => specialties.find((each) => each.code === code) ?? [],
  );
  const ordered = COMMON.includes(filters.specialty ?? '')
    ? shown.sort((one, other) => COMMON.indexOf(one.code) - COMMON.indexOf(other.code))
    : shown;
  const choices = [{ code: '', name: t`Todas` }, ...ordered];
  return (
    <fieldset className="chips">
      <legend className="sr-only">
        <Trans>Especialidade</Trans>
      </legend>
      {choices.map(({ code, name }) => (
        <label key={code}>
          <input
            type="radio"
            className="sr-only"
            name="especialidade"
            checked={code === (filters.specialty ?? '')}
            onChange={() => onSeek({ specialty: code || undefined })}
          />
          {name}
        </label>
      ))}
    </fieldset>
  );
}
