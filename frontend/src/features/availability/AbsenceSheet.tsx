import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { type FormEvent, useRef, useState } from 'react';
import { useMutation } from 'urql';
import { useReader } from '~/session/reader';
import { today } from '~/shared/lib/time';
import { Button } from '~/shared/ui/Button';
import { tell } from '~/shared/ui/notices';
import { Sheet } from '~/shared/ui/Sheet';
import { Switch } from '~/shared/ui/Switch';
import { TroubleNote } from '~/shared/ui/TroubleNote';
import { AbsenceFields, type AbsenceWrong } from './AbsenceFields';
import { AddAbsenceDocument } from './AbsenceSheet.gen';
import { type AbsenceDraft, absenceOf } from './spans';

/** A new absence: whole days, or from an hour to another. */
export function AbsenceSheet({ onClose }: { onClose: () => void }) {
  const { t } = useLingui();
  const { zone } = useReader();
  const form = useRef<HTMLFormElement>(null);
  const [draft, setDraft] = useState<AbsenceDraft>(() => ({
    ...{ wholeDays: true, firstDay: today(zone), lastDay: today(zone) },
    ...{ startsAt: '08:00', endsAt: '18:00', note: '' },
  }));
  const [wrong, setWrong] = useState<AbsenceWrong>({});
  const [{ error, fetching }, send] = useMutation(AddAbsenceDocument);
  const words = {
    missing: t`Preencha este campo.`,
    skipped: t`O relógio pula essa hora nesse dia. Escolha outra.`,
    endBeforeStart: t`O fim vem antes do início.`,
    past: t`Este período já passou.`,
  };

  function refuse(found: AbsenceWrong) {
    setWrong(found);
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (fetching) return;
    const { value, problems } = absenceOf(draft, zone, Date.now());
    if (!value) {
      return refuse(
        Object.fromEntries(Object.entries(problems).map(([part, problem]) => [part, words[problem]])),
      );
    }
    const answer = (await send({ input: { ...value, note: draft.note || null } })).data?.addAbsence;
    if (answer?.__typename === 'InvalidInput') refuse(saidOf(answer.fields, draft));
    if (answer?.__typename !== 'AbsenceAdded') return;
    tell({ key: answer.absence.id, kind: 'ok', children: <Added affected={answer.affected.length} /> });
    onClose();
  }

  return (
    <Sheet title={<Trans>Nova ausência</Trans>} onClose={onClose}>
      <form ref={form} className="sheet-form" noValidate onSubmit={(event) => void submit(event)}>
        <Switch on={draft.wholeDays} onTurn={(wholeDays) => setDraft({ ...draft, wholeDays })}>
          <Trans>Dias inteiros</Trans>
        </Switch>
        <AbsenceFields
          draft={draft}
          wrong={wrong}
          onChange={(values) => {
            setDraft({ ...draft, ...values });
            setWrong({});
          }}
        />
        {error && <TroubleNote error={error} />}
        <div className="row">
          <Button type="submit" kind="primary" pending={fetching}>
            <Trans>Marcar ausência</Trans>
          </Button>
          <Button onClick={onClose}>
            <Trans>Voltar</Trans>
          </Button>
        </div>
      </form>
    </Sheet>
  );
}

/** The server speaks of instants; the form has a day and perhaps an hour for each. */
function saidOf(fields: readonly { path: string; message: string }[], draft: AbsenceDraft): AbsenceWrong {
  const places: Record<string, keyof AbsenceDraft> = draft.wholeDays
    ? { startsAt: 'firstDay', endsAt: 'lastDay' }
    : {};
  return Object.fromEntries(fields.map(({ path, message }) => [places[path] ?? path, message]));
}

function Added({ affected }: { affected: number }) {
  return (
    <p>
      <Trans>Ausência marcada. Os horários livres dela saíram da agenda.</Trans>{' '}
      {affected > 0 && (
        <Plural
          value={affected}
          one="# consulta espera a sua decisão, na lista de ausências."
          other="# consultas esperam a sua decisão, na lista de ausências."
        />
      )}
    </p>
  );
}
