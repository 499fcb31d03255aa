import { useLingui } from '@lingui/react';
import { useMemo } from 'react';
import { browserZone, type Reader } from '~/shared/lib/time';
import { useSession } from './session';

let here: string | undefined;

/** Asked for once: each answer costs a phone some milliseconds, and every time on a page asks. */
function hereZone(): string {
  here ??= browserZone();
  return here;
}

/** How the reader's times are written: in the account's zone, else the browser's; in the screen's language. */
export function useReader(): Reader {
  const { viewer } = useSession();
  const { i18n } = useLingui();
  const zone = viewer && 'timeZone' in viewer ? viewer.timeZone : hereZone();
  return useMemo(() => ({ zone, language: i18n.locale }), [zone, i18n.locale]);
}
