import { Trans, useLingui } from '@lingui/react/macro';
import { price } from '~/shared/lib/money';
import { clocksDiffer, hour, shortDay, zoneName } from '~/shared/lib/time';
import { LocalTime } from '~/shared/ui/LocalTime';
import type { RequestFactsFragment } from './RequestFacts.gen';
import './RequestFacts.css';

/** What the doctor weighs before answering: why, how much, and what the patient's clock shows. */
export function RequestFacts({ appointment }: { appointment: RequestFactsFragment }) {
  const { i18n } = useLingui();
  const { reason, feeCents, rescheduledFrom } = appointment;
  return (
    <div className="request-facts">
      {reason ? (
        <blockquote className="said">{reason}</blockquote>
      ) : (
        <p className="muted">
          <Trans>Sem motivo escrito.</Trans>
        </p>
      )}
      <div className="request-plain muted">
        <p>{price(feeCents, i18n.locale)}</p>
        <PatientsClock appointment={appointment} />
        {rescheduledFrom && (
          <p>
            <Trans>
              No lugar de <LocalTime at={rescheduledFrom.slot.startsAt} />
            </Trans>
          </p>
        )}
      </div>
    </div>
  );
}

/** Said only where the two clocks differ. */
function PatientsClock({ appointment: { slot, doctor, patient } }: { appointment: RequestFactsFragment }) {
  const { i18n } = useLingui();
  if (!clocksDiffer(slot.startsAt, doctor.timeZone, patient.timeZone)) return null;
  const theirs = { zone: patient.timeZone, language: i18n.locale };
  const [day, time] = [shortDay(slot.startsAt, theirs), hour(slot.startsAt, theirs)];
  const zone = zoneName(slot.startsAt, theirs);
  return (
    <p>
      <Trans>
        Para o paciente: {day}, {time} ({zone})
      </Trans>
    </p>
  );
}
