import { useLingui } from '@lingui/react';
import { useMemo } from 'react';
import type { Reader } from '~/shared/lib/time';
import { useSession } from './session';

/** How the reader's times are written: in the account's zone, else the browser's; in the screen's language. */
export function useReader(): Reader {
  const { viewer } = useSession();
  const { i18n } = useLingui();
  const zone = viewer && 'timeZone' in viewer ? viewer.timeZone : '';
  return useMemo(() => ({ zone, language: i18n.locale }), [zone, i18n.locale]);
}
