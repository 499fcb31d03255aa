import { Trans } from '@lingui/react/macro';
import { connection } from '~/graphql/connection';
import { useStore } from '~/shared/lib/store';
import { Notice } from '~/shared/ui/Notice';
import './OfflineBanner.css';

/** Without network: what is shown is what was known; nothing is on this device's disk. */
export function OfflineBanner() {
  const offline = useStore(connection) === 'offline';
  return (
    // there before it has something to say: then screen readers say it
    <div className="offline no-print" aria-live="polite">
      {offline && (
        <Notice kind="warn">
          <p>
            <Trans>
              Você está sem rede. O que aparece aqui pode ter mudado; atualizamos assim que ela voltar.
            </Trans>
          </p>
        </Notice>
      )}
    </div>
  );
}
