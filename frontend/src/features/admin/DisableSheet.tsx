import { Trans } from '@lingui/react/macro';
import { useMutation } from 'urql';
import { Button } from '~/shared/ui/Button';
import { Notice } from '~/shared/ui/Notice';
import { Sheet } from '~/shared/ui/Sheet';
import { TroubleNote } from '~/shared/ui/TroubleNote';
import {
  type AccountItemFragment,
  DisableAccountDocument,
  type DisableAccountMutation,
} from './AccountItem.gen';

/** Asks before somebody is kept out. */
export function DisableSheet({ account, onClose }: { account: AccountItemFragment; onClose: () => void }) {
  const [{ data, error, fetching }, send] = useMutation(DisableAccountDocument);
  const refusal = data && wordsOf(data.disableAccount);
  const { id, name, role } = account;

  async function disable() {
    const result = await send({ id });
    if (result.data?.disableAccount.__typename === 'Account') onClose();
  }

  return (
    <Sheet title={<Trans>Desativar a conta de {name}?</Trans>} onClose={onClose}>
      <p>
        <Trans>Quem está conectado sai em segundos, e ninguém mais entra com esta conta.</Trans>
      </p>
      {role === 'DOCTOR' && (
        <p>
          <Trans>O médico some da busca. As consultas já marcadas continuam valendo.</Trans>
        </p>
      )}
      {refusal && (
        <Notice kind="bad">
          <p>{refusal}</p>
        </Notice>
      )}
      {error && <TroubleNote error={error} />}
      <div className="row">
        <Button kind="danger" pending={fetching} onClick={() => void disable()}>
          <Trans>Desativar conta</Trans>
        </Button>
        <Button onClick={onClose}>
          <Trans>Manter</Trans>
        </Button>
      </div>
    </Sheet>
  );
}

function wordsOf(answer: DisableAccountMutation['disableAccount']): string | undefined {
  if (answer.__typename === 'AccountNotFound') return answer.message;
  return answer.__typename === 'InvalidInput' ? answer.fields[0]?.message : undefined;
}
