import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useRef } from 'react';
import { DoctorActions } from '~/shared/appointments/DoctorActions';
import { hasBegun } from '~/shared/appointments/doctorSteps';
import { duration } from '~/shared/lib/time';
import { Go } from '~/shared/ui/Go';
import { LocalTime } from '~/shared/ui/LocalTime';
import type { SpotlightFragment } from './Spotlight.gen';
import './Spotlight.css';

/** The visit that goes on, or the next one. */
export function Spotlight({ appointment, now }: { appointment: SpotlightFragment; now: number }) {
  const { id, slot, patient, reason } = appointment;
  return (
    <section className="spotlight card" aria-labelledby="spotlight" tabIndex={-1} ref={useFocusKept(id)}>
      <p className="spotlight-when">
        <When appointment={appointment} now={now} />
      </p>
      <h2 id="spotlight">
        <span className="spotlight-time">
          <LocalTime at={slot.startsAt} as="hour" />
          <span aria-hidden="true">–</span>
          <span className="sr-only">
            <Trans>até</Trans>
          </span>
          <LocalTime at={slot.endsAt} as="hour" />
        </span>{' '}
        {patient.name}
      </h2>
      {reason && <p className="said">{reason}</p>}
      <div className="spotlight-foot">
        <DoctorActions key={id} appointment={appointment} only={['complete', 'noShow']} />
        <Go to="request" params={{ id }} className="today-link">
          <Trans>Ver consulta</Trans>
        </Go>
      </div>
    </section>
  );
}

function When({ appointment, now }: { appointment: SpotlightFragment; now: number }) {
  const { i18n } = useLingui();
  const begun = hasBegun(appointment, now);
  const until = begun ? appointment.slot.endsAt : appointment.slot.startsAt;
  const left = duration(Math.ceil((Date.parse(until) - now) / 60_000), i18n.locale);
  return begun ? (
    <>
      <strong className="now">
        <Trans>Agora</Trans>
      </strong>{' '}
      <Trans>faltam {left} para o fim</Trans>
    </>
  ) : (
    <>
      <strong>
        <Trans>A seguir</Trans>
      </strong>{' '}
      <Trans>em {left}</Trans>
    </>
  );
}

/** Another visit takes this place after an answer: the keyboard is still here. */
function useFocusKept(id: string) {
  const section = useRef<HTMLElement>(null);
  const before = useRef(id);
  useEffect(() => {
    const lost = document.activeElement === document.body && before.current !== id;
    before.current = id;
    if (lost) section.current?.focus({ preventScroll: true });
  }, [id]);
  return section;
}
