import { Trans } from '@lingui/react/macro';
import { useQuery } from 'urql';
import { useReader } from '~/session/reader';
import { Empty } from '~/shared/ui/Empty';
import { Go } from '~/shared/ui/Go';
import { DoctorRow } from './DoctorRow';
import { countOf, type Filters, NO_FILTERS, variablesOf } from './filters';
import type { Choosing } from './Results';
import { DoctorsDocument } from './Results.gen';

/** Nobody fits: which way leads on. */
export function NoneFound({ filters, choosing }: { filters: Filters; choosing: Choosing }) {
  const narrowed = countOf(filters) > 0;
  return (
    <>
      <Empty
        title={
          narrowed ? <Trans>Ninguém atende a tudo isso</Trans> : <Trans>Ainda não há médicos por aqui</Trans>
        }
      >
        <p role="status">
          {narrowed ? (
            <Trans>Tire um filtro, procure de outro jeito, ou veja quem atende hoje.</Trans>
          ) : (
            <Trans>Volte daqui a pouco.</Trans>
          )}
        </p>
        {narrowed && (
          <Go to="search" className="button">
            <Trans>Tirar todos os filtros</Trans>
          </Go>
        )}
      </Empty>
      {narrowed && <FreeToday choosing={choosing} />}
    </>
  );
}

/** A few who can be seen today, under the day they were looking for nothing on. */
function FreeToday({ choosing }: { choosing: Choosing }) {
  const { zone } = useReader();
  const variables = variablesOf({ ...NO_FILTERS, day: 'hoje' }, choosing.today, zone);
  const [{ data }] = useQuery({ query: DoctorsDocument, variables });
  if (!data?.doctors.nodes.length) return null;
  return (
    <>
      <h2>
        <Trans>Quem atende hoje</Trans>
      </h2>
      <ol className="results">
        {data.doctors.nodes.slice(0, 3).map((doctor) => (
          <li key={doctor.id}>
            <DoctorRow doctor={doctor} choosing={choosing} />
          </li>
        ))}
      </ol>
    </>
  );
}
