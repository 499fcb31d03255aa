import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { useMutation } from 'urql';
import { Button } from '~/shared/ui/Button';
import { LocalTime } from '~/shared/ui/LocalTime';
import { Notice } from '~/shared/ui/Notice';
import { TroubleNote } from '~/shared/ui/TroubleNote';
import { GrantPartnerDocument, type PartnerItemFragment } from './PartnerItem.gen';
import { RevokeSheet } from './RevokeSheet';
import { Rights } from './Rights';
import { grantable, missing } from './scopes';

/** One partner: what it may do, and the way to let it or to stop it. */
export function PartnerItem({ partner }: { partner: PartnerItemFragment }) {
  return (
    <li className="partner card">
      <h2>{partner.name}</h2>
      {partner.grantedAt ? <Granted partner={partner} /> : <NotGranted partner={partner} />}
    </li>
  );
}

function NotGranted({ partner }: { partner: PartnerItemFragment }) {
  const wanted = grantable(partner.scopes);
  if (wanted.length === 0)
    return (
      <p className="muted">
        <Trans>Só consulta a lista pública de médicos e horários livres. Não há nada a autorizar.</Trans>
      </p>
    );
  return (
    <>
      <p>
        <Trans>Com a sua autorização, pode:</Trans>
      </p>
      <Rights scopes={wanted} />
      <Grant partner={partner} />
    </>
  );
}

function Granted({ partner }: { partner: PartnerItemFragment }) {
  const { t } = useLingui();
  const [asking, setAsking] = useState(false);
  const { grantedAt, name } = partner;
  const more = missing(partner);
  return (
    <>
      <p>
        <Trans>Autorizado em {grantedAt && <LocalTime at={grantedAt} />}. Pode:</Trans>
      </p>
      <Rights scopes={partner.grantedScopes ?? []} />
      {more.length > 0 && (
        <>
          <p>
            <Trans>Passou a pedir também:</Trans>
          </p>
          <Rights scopes={more} />
          <Grant partner={partner} />
        </>
      )}
      <div className="row">
        <Button aria-label={t`Retirar a autorização de ${name}`} onClick={() => setAsking(true)}>
          <Trans>Retirar autorização</Trans>
        </Button>
      </div>
      {asking && <RevokeSheet partner={partner} onClose={() => setAsking(false)} />}
    </>
  );
}

function Grant({ partner }: { partner: PartnerItemFragment }) {
  const { t } = useLingui();
  const [{ data, error, fetching }, send] = useMutation(GrantPartnerDocument);
  const refused = data?.grantIntegrator.__typename === 'IntegratorNotFound' ? data.grantIntegrator : null;
  const { id, name } = partner;
  return (
    <>
      {refused && (
        <Notice kind="bad">
          <p>{refused.message}</p>
        </Notice>
      )}
      {error && <TroubleNote error={error} />}
      <div className="row">
        <Button
          kind="primary"
          pending={fetching}
          aria-label={t`Autorizar ${name}`}
          onClick={() => void send({ id })}
        >
          <Trans>Autorizar</Trans>
        </Button>
      </div>
    </>
  );
}
