import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { type FormEvent, memo, useId, useState } from 'react';
import { useQuery } from 'urql';
import { Button } from '~/shared/ui/Button';
import { Icon } from '~/shared/ui/Icon';
import { FilterControls } from './FilterControls';
import { countOf, type Filters } from './filters';
import { SpecialtiesDocument } from './SearchForm.gen';
import { SpecialtyChips } from './SpecialtyChips';
import { useDraft } from './useDraft';
import './SearchForm.css';

export interface SearchFormProps {
  filters: Filters;
  today: string;
  /** What changed; the rest stays. */
  onSeek(wish: Partial<Filters>): void;
}

export const SearchForm = memo(Form);

/** What is typed counts from Enter on, or with the next filter that is set. */
function Form({ filters, today, onSeek }: SearchFormProps) {
  const [{ data }] = useQuery({ query: SpecialtiesDocument });
  const specialties = data?.specialties ?? [];
  const [text, setText] = useDraft(filters.text);
  const [city, setCity] = useDraft(filters.city);
  const [open, setOpen] = useState(false);
  const panel = useId();
  const seek = (wish: Partial<Filters>) => onSeek({ text: text.trim(), city: city.trim(), ...wish });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    seek({});
  };
  const shared = { filters, specialties, onSeek: seek };
  return (
    // biome-ignore lint/a11y/useSemanticElements: older screen readers know the role, not the element
    <form role="search" className="search" onSubmit={submit}>
      <SearchBar text={text} onText={setText} />
      <SpecialtyChips {...shared} />
      <FiltersToggle count={countOf({ ...filters, text: '' })} open={open} panel={panel} onOpen={setOpen} />
      <div id={panel} className="filters" data-open={open}>
        <FilterControls {...shared} today={today} city={city} onCity={setCity} />
      </div>
    </form>
  );
}

function SearchBar({ text, onText }: { text: string; onText(text: string): void }) {
  const { t } = useLingui();
  return (
    <div className="search-bar">
      <input
        type="search"
        name="q"
        aria-label={t`Especialidade, nome ou cidade`}
        placeholder={t`Especialidade, nome ou cidade`}
        autoComplete="off"
        enterKeyHint="search"
        maxLength={100}
        value={text}
        onChange={(event) => onText(event.target.value)}
      />
      <Button kind="primary" type="submit">
        <Icon name="search" />
        <span>
          <Trans>Buscar</Trans>
        </span>
      </Button>
    </div>
  );
}

interface FiltersToggleProps {
  count: number;
  open: boolean;
  panel: string;
  onOpen(open: boolean): void;
}

/** On a narrow screen the results come first. */
function FiltersToggle({ count, open, panel, onOpen }: FiltersToggleProps) {
  return (
    <Button
      className="filters-toggle"
      aria-expanded={open}
      aria-controls={panel}
      onClick={() => onOpen(!open)}
    >
      <Icon name={open ? 'close' : 'plus'} />
      <span>
        <Trans>Filtros e ordem</Trans>
        {count > 0 && (
          <>
            {' · '}
            <Plural value={count} one="# filtro" other="# filtros" />
          </>
        )}
      </span>
    </Button>
  );
}
