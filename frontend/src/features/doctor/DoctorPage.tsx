import { Trans } from '@lingui/react/macro';
import { useCallback, useDeferredValue } from 'react';
import { useQuery } from 'urql';
import { useLocation, useSearch } from 'wouter';
import { NotFoundPage } from '~/app/NotFoundPage';
import { searchOf } from '~/app/routes';
import { useTitle } from '~/app/title';
import { useSession } from '~/session/session';
import { Agenda } from '~/shared/agenda/Agenda';
import { ChoiceSheet, prefetchSheet } from '~/shared/agenda/ChoiceSheet';
import { useChoice } from '~/shared/agenda/useChoice';
import { Go } from '~/shared/ui/Go';
import { Notice } from '~/shared/ui/Notice';
import { Skeleton } from '~/shared/ui/Skeleton';
import { TroubleNote } from '~/shared/ui/TroubleNote';
import { DoctorHead } from './DoctorHead';
import { DoctorDocument, type DoctorQuery } from './DoctorPage.gen';

/** A doctor and when one can be seen by her or him. */
export default function DoctorPage({ id }: { id: string }) {
  const [{ data, error }, read] = useQuery({ query: DoctorDocument, variables: { id } });
  const shown = useDeferredValue(data); // drawn in steps
  if (shown?.doctor) return <Found doctor={shown.doctor} />;
  if (shown) {
    return (
      <NotFoundPage>
        <Trans>Este médico não atende mais por aqui, ou o endereço tem um erro.</Trans>
      </NotFoundPage>
    );
  }
  return (
    <div className="page">
      <h1 className={error ? undefined : 'sr-only'}>
        <Trans>Agenda</Trans>
      </h1>
      {error ? (
        <TroubleNote error={error} again={() => read({ requestPolicy: 'network-only' })} />
      ) : (
        <Skeleton cards={2} lines={6} />
      )}
    </div>
  );
}

function Found({ doctor }: { doctor: NonNullable<DoctorQuery['doctor']> }) {
  useTitle([doctor.name, ...doctor.specialties.slice(0, 1).map(({ name }) => name)].join(' · '));
  const choice = useChoice();
  const { choose, found } = choice;
  const [week, turn] = useWeekInAddress();
  return (
    <div className="page">
      <DoctorHead doctor={doctor} />
      <OwnPage id={doctor.id} />
      <Agenda
        doctorId={doctor.id}
        doctorsZone={doctor.timeZone}
        chosenId={choice.slotId}
        onChoose={useCallback((slot) => choose(slot, doctor), [choose, doctor])}
        onFound={(slot) => found(slot, doctor)}
        onNear={prefetchSheet}
        week={week}
        onWeek={turn}
      />
      <ChoiceSheet choice={choice} doctor={doctor} />
    </div>
  );
}

/** Turning weeks is no step of its own for the back button: it leaves the page. */
function useWeekInAddress(): [week: string | null, turn: (first: string) => void] {
  const params = new URLSearchParams(useSearch());
  const [path, go] = useLocation();
  return [
    params.get('semana'),
    (first) => go(path + searchOf({ ...Object.fromEntries(params), semana: first }), { replace: true }),
  ];
}

function OwnPage({ id }: { id: string }) {
  const { viewer } = useSession();
  if (viewer?.__typename !== 'Doctor' || viewer.id !== id) return null;
  return (
    <Notice>
      <p>
        <Trans>
          É assim que os pacientes veem você. Você muda seus horários em{' '}
          <Go to="availability">Horários de atendimento</Go>.
        </Trans>
      </p>
    </Notice>
  );
}
