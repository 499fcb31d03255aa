import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import { useNow } from '~/shared/lib/now';
import { clock } from '~/shared/lib/time';
import { Notice } from '~/shared/ui/Notice';

/** How long to wait, counted down. The button stays as it is: another identifier may still sign in. */
export function TooManyNote({ seconds }: { seconds: number }) {
  const [until] = useState(() => Date.now() + seconds * 1000);
  const left = until - useNow(1000);
  if (left <= 0) {
    return (
      <Notice kind="info">
        <p>
          <Trans>Pronto: você já pode tentar de novo.</Trans>
        </p>
      </Notice>
    );
  }
  return (
    <Notice kind="warn">
      <p>
        <Trans>Foram muitas tentativas. Para proteger a conta, espere um pouco.</Trans>
      </p>
      <p role="timer">
        <Trans>Tente de novo em {clock(left)}</Trans>
      </p>
    </Notice>
  );
}
