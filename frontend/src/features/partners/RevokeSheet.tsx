import { Trans } from '@lingui/react/macro';
import { useMutation } from 'urql';
import { Button } from '~/shared/ui/Button';
import { tell } from '~/shared/ui/notices';
import { Sheet } from '~/shared/ui/Sheet';
import { TroubleNote } from '~/shared/ui/TroubleNote';
import { type PartnerItemFragment, RevokePartnerDocument } from './PartnerItem.gen';

/** Asks before a partner is stopped. */
export function RevokeSheet({ partner, onClose }: { partner: PartnerItemFragment; onClose: () => void }) {
  const [{ error, fetching }, send] = useMutation(RevokePartnerDocument);
  const { id, name } = partner;

  async function revoke() {
    const { data } = await send({ id });
    if (!data) return;
    tell({
      key: id,
      kind: 'ok',
      children: (
        <p>
          <Trans>{name} não alcança mais as suas consultas.</Trans>
        </p>
      ),
    });
    onClose();
  }

  return (
    <Sheet title={<Trans>Retirar a autorização de {name}?</Trans>} onClose={onClose}>
      <p>
        <Trans>O parceiro deixa de ver e de marcar. O que já foi marcado continua valendo.</Trans>
      </p>
      {error && <TroubleNote error={error} />}
      <div className="row">
        <Button kind="danger" pending={fetching} onClick={() => void revoke()}>
          <Trans>Retirar autorização</Trans>
        </Button>
        <Button onClick={onClose}>
          <Trans>Manter</Trans>
        </Button>
      </div>
    </Sheet>
  );
}
