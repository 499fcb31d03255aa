import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { useQuery } from 'urql';
import { useTitle } from '~/app/title';
import { useFresh } from '~/graphql/useFresh';
import { Guard } from '~/session/Guard';
import { useReader } from '~/session/reader';
import { useSession } from '~/session/session';
import { zoneName } from '~/shared/lib/time';
import { Go } from '~/shared/ui/Go';
import { Skeleton } from '~/shared/ui/Skeleton';
import { TroubleNote } from '~/shared/ui/TroubleNote';
import { Absences } from './Absences';
import { AvailabilityDocument } from './availability.gen';
import { ExtraForm } from './ExtraForm';
import { TemplateEditor } from './TemplateEditor';
import './AvailabilityPage.css';

/** /agenda/horarios */
export default function AvailabilityPage() {
  const { viewer } = useSession();
  return <Guard role="Doctor">{viewer?.__typename === 'Doctor' && <OwnTimes doctor={viewer.id} />}</Guard>;
}

export function OwnTimes({ doctor }: { doctor: string }) {
  const { t } = useLingui();
  useTitle(t`Seus horários`);
  const [from] = useState(() => new Date().toISOString());
  const [{ data, error }, reexecute] = useQuery({
    query: AvailabilityDocument,
    variables: { from },
    requestPolicy: 'cache-and-network',
  });
  useFresh(reexecute);
  return (
    <div className="page times-page">
      <Head />
      {error && <TroubleNote error={error} again={() => reexecute({ requestPolicy: 'network-only' })} />}
      {data?.availability && (
        <>
          <TemplateEditor
            doctor={doctor}
            rules={data.availability.rules}
            coming={data.appointments.nodes}
            more={data.appointments.pageInfo.hasNextPage}
          />
          <Absences absences={data.availability.absences} />
          <ExtraForm />
        </>
      )}
      {!data && !error && <Skeleton cards={2} lines={10} />}
    </div>
  );
}

function Head() {
  const reader = useReader();
  const zone = zoneName(new Date().toISOString(), reader);
  return (
    <header className="times-head">
      <h1>
        <Trans>Quando você atende</Trans>
      </h1>
      <p className="muted">
        <Trans>Tudo aqui está no {zone}.</Trans>
      </p>
      <p>
        <Go to="partners">
          <Trans>Parceiros que podem agir por você</Trans>
        </Go>
      </p>
    </header>
  );
}
