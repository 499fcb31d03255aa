import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { type CombinedError, useClient } from 'urql';
import { href } from '~/app/routes';
import { useReader } from '~/session/reader';
import { download } from '~/shared/lib/download';
import { calendarFile } from '~/shared/lib/ics';
import { type Answer, seriesOf } from '~/shared/lib/series';
import { dayOf } from '~/shared/lib/time';
import { type CalendarEntryFragment, CalendarStepDocument } from './AddToCalendar.gen';
import { Button } from './Button';
import { Icon } from './Icon';
import { TroubleNote } from './TroubleNote';

/** The visit as a file for the reader's own calendar; it joins what came by mail. */
export function AddToCalendar({ appointment }: { appointment: CalendarEntryFragment }) {
  const save = useCalendarFile(appointment);
  const [pending, setPending] = useState(false);
  const [trouble, setTrouble] = useState<CombinedError>();
  async function press() {
    setPending(true);
    setTrouble(await save());
    setPending(false);
  }
  return (
    <>
      <Button pending={pending} onClick={() => void press()}>
        <Icon name="calendar" />
        <Trans>Pôr no calendário</Trans>
      </Button>
      {trouble && <TroubleNote error={trouble} again={() => void press()} />}
    </>
  );
}

function useCalendarFile({ id, slot, doctor }: CalendarEntryFragment) {
  const { t } = useLingui();
  const client = useClient();
  const { zone } = useReader();

  async function ask(each: string): Promise<Answer> {
    const policy = { requestPolicy: 'network-only' } as const;
    const { data, error } = await client.query(CalendarStepDocument, { id: each }, policy).toPromise();
    return data?.appointment ? { step: data.appointment } : { error };
  }

  return async (): Promise<CombinedError | undefined> => {
    const series = await seriesOf(id, ask);
    if ('error' in series) return series.error;
    const url = location.origin + href({ to: 'appointment', params: { id } });
    const title = t`Consulta com Dr(a). ${doctor.name}`;
    const description = t`Para ver, remarcar ou cancelar: ${url}`;
    const file = calendarFile({ ...series, ...slot, title, description, url });
    download(file, t`consulta-${dayOf(slot.startsAt, zone)}.ics`, 'text/calendar;charset=utf-8');
    return undefined;
  };
}
