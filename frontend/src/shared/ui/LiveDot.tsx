import { Trans } from '@lingui/react/macro';
import { type Connection, connection } from '~/graphql/connection';
import { useStore } from '~/shared/lib/store';
import './LiveDot.css';

/** Whether what is shown follows what happens. */
export function LiveDot() {
  const state = useStore(connection);
  if (state === 'idle') return null;
  return (
    <span className="live-dot" data-state={state} role="status">
      <Word state={state} />
    </span>
  );
}

function Word({ state }: { state: Connection }) {
  if (state === 'live') return <Trans>ao vivo</Trans>;
  return state === 'offline' ? <Trans>sem rede</Trans> : <Trans>reconectando</Trans>;
}
