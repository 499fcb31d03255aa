import { useLingui } from '@lingui/react';
import { price } from '~/shared/lib/money';

/** What one consultation costs, as the reader writes money. */
export function Price({ cents }: { cents: number }) {
  return <strong>{price(cents, useLingui().i18n.locale)}</strong>;
}
