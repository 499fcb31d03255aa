import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from 'urql';
import { useTitle } from '~/app/title';
import { useFresh } from '~/graphql/useFresh';
import { Guard } from '~/session/Guard';
import { Empty } from '~/shared/ui/Empty';
import { Skeleton } from '~/shared/ui/Skeleton';
import { TroubleNote } from '~/shared/ui/TroubleNote';
import { PartnerItem } from './PartnerItem';
import { PartnersDocument } from './PartnersPage.gen';
import './PartnersPage.css';

export default function PartnersPage() {
  const { t } = useLingui();
  useTitle(t`Parceiros`);
  return (
    <Guard role="Doctor">
      <Partners />
    </Guard>
  );
}

/** Whom the doctor lets act, and whom he or she may. */
function Partners() {
  const [{ data, error }, readAnew] = useQuery({
    query: PartnersDocument,
    requestPolicy: 'cache-and-network',
  });
  useFresh(readAnew);
  const partners = data?.integrators;
  return (
    <div className="page partners">
      <header className="stack">
        <h1>
          <Trans>Parceiros</Trans>
        </h1>
        <p className="muted">
          <Trans>
            Sistemas de clínicas, convênios e outros serviços. Cada um só alcança as suas consultas se você
            autorizar, e você pode retirar a autorização quando quiser.
          </Trans>
        </p>
      </header>
      {error && <TroubleNote error={error} again={() => readAnew({ requestPolicy: 'network-only' })} />}
      {!partners && !error && <Skeleton cards={2} lines={4} />}
      {partners?.length === 0 && <Empty title={<Trans>Ainda não há parceiros.</Trans>} />}
      {partners && partners.length > 0 && (
        <ul className="partner-list">
          {partners.map((partner) => (
            <PartnerItem key={partner.id} partner={partner} />
          ))}
        </ul>
      )}
    </div>
  );
}
