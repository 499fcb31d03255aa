import { Trans } from '@lingui/react/macro';
import { useReader } from '~/session/reader';
import { clocksDiffer, hour, offset, zoneName } from '~/shared/lib/time';

interface ZoneNoteProps {
  at: string;
  doctorsZone: string;
}

/** On whose clock the times are; where the doctor's shows another time, which one, by an example. */
export function ZoneNote({ at, doctorsZone }: ZoneNoteProps) {
  const reader = useReader();
  const [name, ours] = [zoneName(at, reader), offset(at, reader)];
  return (
    <p className="muted">
      <Trans>
        No {name} ({ours}).
      </Trans>{' '}
      {clocksDiffer(at, reader.zone, doctorsZone) && <TheirClock at={at} doctorsZone={doctorsZone} />}
    </p>
  );
}

function TheirClock({ at, doctorsZone }: ZoneNoteProps) {
  const reader = useReader();
  const theirs = { ...reader, zone: doctorsZone };
  const [theirName, theirOffset] = [zoneName(at, theirs), offset(at, theirs)];
  const [here, there] = [hour(at, reader), hour(at, theirs)];
  return (
    <Trans>
      Quem atende está no {theirName} ({theirOffset}): {here} para você são {there} lá.
    </Trans>
  );
}
