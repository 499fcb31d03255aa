import { Trans } from '@lingui/react/macro';
import { href } from '~/app/routes';
import { useReader } from '~/session/reader';
import { useSession } from '~/session/session';
import { datedDay, hour } from '~/shared/lib/time';
import type { PrintedFragment } from './Printed.gen';
import { changeableUntil, mayChange } from './standing';
import './Printed.css';

/** Only on paper: whose appointment this is, and where. */
export function PrintedHead() {
  const { viewer } = useSession();
  const name = viewer?.__typename === 'Patient' ? viewer.name : '';
  return (
    <p className="printed head">
      <b>Health&amp;Med</b>
      <span>
        <Trans>Paciente: {name}</Trans>
      </span>
    </p>
  );
}

/** Only on paper: until when it may be changed, where, and that it was so at that moment. */
export function PrintedFoot({ appointment, now }: { appointment: PrintedFragment; now: number }) {
  const reader = useReader();
  const dated = (at: string) => `${datedDay(at, reader)}, ${hour(at, reader)}`;
  const [until, printed] = [dated(changeableUntil(appointment)), dated(new Date(now).toISOString())];
  const address = location.origin + href({ to: 'appointment', params: { id: appointment.id } });
  return (
    <div className="printed foot">
      {mayChange(appointment, now) && (
        <p>
          <Trans>Para remarcar ou cancelar: até {until}, em</Trans>
        </p>
      )}
      <p>{address}</p>
      <p>
        <Trans>Impresso: {printed}. Veja no endereço acima se algo mudou.</Trans>
      </p>
    </div>
  );
}
