import { Trans, useLingui } from '@lingui/react/macro';
import { useCallback, useDeferredValue, useMemo } from 'react';
import { useLocation, useSearch } from 'wouter';
import { ROUTES } from '~/app/routes';
import { useTitle } from '~/app/title';
import { useReader } from '~/session/reader';
import { ChoiceSheet, prefetchSheet } from '~/shared/agenda/ChoiceSheet';
import { useChoice } from '~/shared/agenda/useChoice';
import { useNow } from '~/shared/lib/now';
import { today as todayIn } from '~/shared/lib/time';
import { addressOf, type Filters, filtersIn } from './filters';
import { Results } from './Results';
import { SearchForm } from './SearchForm';

/** The landing: who, when, for how much; one tap from a time to its confirmation. */
export default function SearchPage() {
  const { t } = useLingui();
  useTitle(t`Buscar um médico`);
  const now = useNow(60_000);
  const today = todayIn(useReader().zone, new Date(now));
  const choice = useChoice();
  const { choose: onChoose, found: onFound } = choice;
  const { filters, shown, seek, more } = useFilters(today);
  const choosing = useMemo(
    () => ({ now, today, onChoose, onFound, onNear: prefetchSheet }),
    [now, today, onChoose, onFound],
  );
  return (
    <div className="page">
      <h1>
        <Trans>Com quem você quer se consultar?</Trans>
      </h1>
      <SearchForm filters={filters} today={today} onSeek={seek} />
      <Results filters={shown} choosing={choosing} onMore={more} />
      <ChoiceSheet choice={choice} />
    </div>
  );
}

/** The controls follow the address at once, the list as soon as there is time for it. */
function useFilters(today: string) {
  const [, go] = useLocation();
  const search = useSearch();
  const asked = addressOf(filtersIn(search, today)); // a chosen time stands in the address too, and changes no filter
  const filters = useMemo(() => filtersIn(asked, today), [asked, today]);
  return {
    filters,
    shown: useDeferredValue(filters),
    seek: useCallback(
      (wish: Partial<Filters>) => {
        const next = addressOf({ ...filters, ...wish, more: 0 });
        if (next !== addressOf(filters)) go(ROUTES.search + next);
      },
      [filters, go],
    ),
    more: useCallback(
      () => go(ROUTES.search + addressOf({ ...filters, more: filters.more + 1 }), { replace: true }),
      [filters, go],
    ),
  };
}
