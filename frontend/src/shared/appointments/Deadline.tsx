import { Trans, useLingui } from '@lingui/react/macro';
import { useNow } from '~/shared/lib/now';
import { clock, duration } from '~/shared/lib/time';

const [LAST_MINUTES, SECOND_MS, LOOK_MS] = [10, 1_000, 10_000];

/** How long a request can still be answered; its last minutes count down by the second. */
export function Deadline({ at }: { at: string }) {
  const { i18n } = useLingui();
  const near = Date.parse(at) - Date.now() < (LAST_MINUTES + 1) * 60_000;
  const left = Date.parse(at) - useNow(near ? SECOND_MS : LOOK_MS);
  if (left <= 0) return <Trans>o prazo passou</Trans>;
  const words = left < LAST_MINUTES * 60_000 ? clock(left) : duration(left / 60_000, i18n.locale);
  return (
    <Trans>
      responda em até <time dateTime={at}>{words}</time>
    </Trans>
  );
}
