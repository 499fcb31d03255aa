import { Trans } from '@lingui/react/macro';
import { Crm } from '~/shared/ui/Crm';
import { Pebble } from '~/shared/ui/Pebble';
import { Price } from '~/shared/ui/Price';
import type { DoctorHeadFragment } from './DoctorHead.gen';
import './DoctorHead.css';

export function DoctorHead({ doctor }: { doctor: DoctorHeadFragment }) {
  return (
    <header className="doctor-head">
      <Pebble name={doctor.name} />
      <div className="doctor-who">
        <h1>{doctor.name}</h1>
        <p className="muted">
          {doctor.specialties.map(({ name }) => name).join(' · ')} · <Crm of={doctor} />
        </p>
        <p className="muted">
          <Price cents={doctor.feeCents} /> <Trans>por consulta</Trans> · <Trans>vídeo</Trans> ·{' '}
          <span className="whole">
            {doctor.city}, {doctor.state}
          </span>
        </p>
      </div>
      {doctor.bio && <p className="doctor-bio">{doctor.bio}</p>}
    </header>
  );
}
