import { Trans } from '@lingui/react/macro';
import { Crm } from '~/shared/ui/Crm';
import { Go } from '~/shared/ui/Go';
import { Pebble } from '~/shared/ui/Pebble';
import { Price } from '~/shared/ui/Price';
import type { VisitFactsFragment } from './VisitFacts.gen';
import './VisitFacts.css';

/** With whom, at what price, and for what. */
export function VisitFacts({
  appointment: { doctor, feeCents, reason },
}: {
  appointment: VisitFactsFragment;
}) {
  return (
    <section className="visit-facts card">
      <h2 className="sr-only">
        <Trans>Detalhes</Trans>
      </h2>
      <div className="visit-doctor">
        <Pebble name={doctor.name} />
        <div>
          <Go to="doctor" params={{ id: doctor.id }}>
            {doctor.name}
          </Go>
          <p>{doctor.specialties.map(({ name }) => name).join(', ')}</p>
          <p className="muted">
            <Crm of={doctor} />
          </p>
        </div>
      </div>
      <dl>
        <div>
          <dt>
            <Trans>Valor</Trans>
          </dt>
          <dd>
            <Price cents={feeCents} />
          </dd>
        </div>
        <div>
          <dt>
            <Trans>Motivo</Trans>
          </dt>
          <dd className="said">{reason ?? <Trans>Você não contou o motivo.</Trans>}</dd>
        </div>
      </dl>
    </section>
  );
}
