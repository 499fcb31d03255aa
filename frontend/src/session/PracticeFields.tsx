/** What a doctor's account holds more than a patient's. */
import { useLingui } from '@lingui/react/macro';
import { maskCrmNumber, STATES } from '~/shared/lib/crm';
import { retype } from '~/shared/lib/mask';
import { Field, Labelled } from '~/shared/ui/Field';
import { SpecialtyChoice } from './SpecialtyChoice';
import type { Wrong } from './useWrong';

interface PracticeFieldsProps {
  wrong: Wrong;
  specialties: string[];
  choose(specialties: string[]): void;
}

const LONGEST_BIO = 2000;

/** The number and the state of a registration with a regional council of medicine. */
export function CrmFields({ wrong }: { wrong: Wrong }) {
  const { t } = useLingui();
  return (
    <div className="pair">
      <Field
        label={t`Número do CRM`}
        name="crmNumber"
        inputMode="numeric"
        autoComplete="off"
        error={wrong.crmNumber}
        onChange={({ target }) => retype(target, maskCrmNumber, /\d/)}
      />
      <StateField label={t`Estado do CRM`} name="crmState" error={wrong.crmState} />
    </div>
  );
}

export function PracticeFields({ wrong, specialties, choose }: PracticeFieldsProps) {
  const { t } = useLingui();
  return (
    <>
      <SpecialtyChoice chosen={specialties} choose={choose} error={wrong.specialties} />
      <Field
        label={t`Preço da consulta, em reais`}
        hint={t`Por exemplo 180 ou 180,50. Zero é sem custo.`}
        name="feeCents"
        inputMode="decimal"
        autoComplete="off"
        error={wrong.feeCents}
      />
      <div className="pair">
        <Field label={t`Cidade`} name="city" autoComplete="address-level2" error={wrong.city} />
        <StateField label={t`Estado`} name="state" autoComplete="address-level1" error={wrong.state} />
      </div>
      <Labelled
        label={t`Apresentação`}
        optional={t`opcional`}
        hint={t`Como você atende, em poucas frases. Os pacientes leem isto na sua página.`}
        error={wrong.bio}
      >
        {(wiring) => <textarea {...wiring} className="input" name="bio" maxLength={LONGEST_BIO} />}
      </Labelled>
    </>
  );
}

interface StateFieldProps {
  label: string;
  name: string;
  autoComplete?: string;
  error: string | undefined;
}

function StateField({ label, name, autoComplete, error }: StateFieldProps) {
  const { t } = useLingui();
  return (
    <Labelled label={label} error={error}>
      {(wiring) => (
        <select {...wiring} className="input" name={name} autoComplete={autoComplete} defaultValue="">
          <option value="">{t`Escolha`}</option>
          {Object.entries(STATES).map(([code, state]) => (
            <option key={code} value={code}>
              {state}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}
