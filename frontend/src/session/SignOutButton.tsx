import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import { CombinedError } from 'urql';
import { useLocation } from 'wouter';
import { href } from '~/app/routes';
import { Icon } from '~/shared/ui/Icon';
import { tell } from '~/shared/ui/notices';
import { TroubleNote } from '~/shared/ui/TroubleNote';
import { leaveBoth } from './provider';
import { useSession } from './session';

export function SignOutButton() {
  const { leave } = useSession();
  const [, go] = useLocation();
  const [pending, setPending] = useState(false);
  async function signOut() {
    setPending(true);
    try {
      if (await leaveBoth()) return;
      await leave(() => go(href({ to: 'search' })));
    } catch (error) {
      if (error instanceof CombinedError)
        tell({ key: 'signOut', kind: 'bad', children: <TroubleNote error={error} /> });
    } finally {
      setPending(false);
    }
  }
  return (
    <button
      type="button"
      className="nav-link"
      aria-disabled={pending}
      onClick={() => !pending && void signOut()}
    >
      <Icon name="leave" />
      <span className="nav-word">
        <Trans>Sair</Trans>
      </span>
    </button>
  );
}
