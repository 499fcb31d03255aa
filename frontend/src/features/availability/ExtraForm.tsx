import { Trans } from '@lingui/react/macro';
import { type FormEvent, useRef, useState } from 'react';
import { useMutation } from 'urql';
import { useReader } from '~/session/reader';
import { plusDays, today } from '~/shared/lib/time';
import { Button } from '~/shared/ui/Button';
import { TroubleNote } from '~/shared/ui/TroubleNote';
import { ExtraAnswer } from './ExtraAnswer';
import { ExtraFields, type ExtraWrong } from './ExtraFields';
import { PublishSlotsDocument } from './ExtraForm.gen';
import { ExtraPreview } from './ExtraPreview';
import { type ExtraDraft, extrasOf } from './spans';
import { DEFAULT_MINUTES } from './template';
import { useExtraWords } from './words';
import './ExtraForm.css';

/** Times outside the template: one day, one after another. */
export function ExtraForm() {
  const { zone } = useReader();
  const words = useExtraWords();
  const form = useRef<HTMLFormElement>(null);
  const [draft, setDraft] = useState<ExtraDraft>(() => ({
    ...{ day: plusDays(today(zone), 1), startsAt: '08:00', count: '3' },
    ...DEFAULT_MINUTES,
  }));
  const [wrong, setWrong] = useState<ExtraWrong>({});
  const [shown, setShown] = useState(false);
  const [{ data, error, fetching }, send] = useMutation(PublishSlotsDocument);
  const checked = extrasOf(draft, zone, Date.now());

  function refuse(found: ExtraWrong) {
    setWrong(found);
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (fetching) return;
    if (!checked.value) {
      const { problems } = checked;
      return refuse(
        Object.fromEntries(Object.entries(problems).map(([part, problem]) => [part, words[problem]])),
      );
    }
    const answer = (await send({ slots: checked.value })).data?.publishSlots;
    setShown(true);
    if (answer?.__typename === 'SlotInThePast') refuse({ startsAt: words.past });
    if (answer?.__typename === 'InvalidInput') refuse(saidOf(answer.fields));
  }

  return (
    <section className="extras" aria-labelledby="extras">
      <h2 id="extras">
        <Trans>Horários extras</Trans>
      </h2>
      <p className="muted">
        <Trans>Um dia a mais, uma noite de plantão: publique horários fora do modelo da semana.</Trans>
      </p>
      <form ref={form} className="card extra-form" noValidate onSubmit={(event) => void submit(event)}>
        <ExtraFields
          draft={draft}
          wrong={wrong}
          onChange={(values) => {
            setDraft({ ...draft, ...values });
            setWrong({});
            setShown(false);
          }}
        />
        <ExtraPreview slots={checked.value} />
        {shown && error && <TroubleNote error={error} />}
        {shown && data && <ExtraAnswer answer={data.publishSlots} />}
        <Button type="submit" pending={fetching}>
          <Trans>Publicar horários</Trans>
        </Button>
      </form>
    </section>
  );
}

/** `slots.0.endsAt` is about how long they are, `startsAt` about the day. */
function saidOf(fields: readonly { path: string; message: string }[]): ExtraWrong {
  const placeOf = (path: string): keyof ExtraDraft => {
    if (path === 'slots') return 'count';
    return path.endsWith('.endsAt') ? 'visitMinutes' : 'day';
  };
  return Object.fromEntries(fields.map(({ path, message }) => [placeOf(path), message]));
}
