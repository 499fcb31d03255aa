import { useEffect, useState } from 'react';
import { type CombinedError, useMutation } from 'urql';
import { type Store, store, useStore } from '~/shared/lib/store';
import { type Problems, problemsOf } from './check';
import { type Change, changed } from './edit';
import { fromRules, type Rule, sameWeek, toRules, type Week } from './template';
import { SetAvailabilityDocument } from './useTemplate.gen';

/** What is not saved yet survives a look at another page; it is in memory only, and its doctor's alone. */
const drafts: Store<{ doctor: string; week: Week } | null> = store<{ doctor: string; week: Week } | null>(
  null,
);

export interface Template {
  week: Week;
  change: (change: Change) => void;
  undo: () => void;
  save: () => Promise<boolean>;
  dirty: boolean;
  saving: boolean;
  saved: boolean;
  problems: Problems;
  /** What the server said about a field. */
  refused: Problems<string>;
  /** ... and about the whole. */
  refusedAll: string | undefined;
  error: CombinedError | undefined;
}

type Refused = Pick<Template, 'refused' | 'refusedAll'>;
const NOTHING: Refused = { refused: {}, refusedAll: undefined };

/** The template while it is edited: as it is saved, and as it is to be. */
export function useTemplate(doctor: string, rules: readonly Rule[]): Template {
  const draft = useStore(drafts);
  const own = draft?.doctor === doctor ? draft.week : undefined;
  const [sent, setSent] = useState<{ over: readonly Rule[]; rules: Rule[] } | null>(null);
  // until what was saved is read again, it is known from having been sent
  const base = fromRules(sent?.over === rules ? sent.rules : rules);
  const week = own ?? base;
  const dirty = !sameWeek(week, base);
  const [refusal, setRefusal] = useState(NOTHING);
  const [saved, setSaved] = useState(false);
  const [{ fetching, error }, send] = useMutation(SetAvailabilityDocument);
  useLeaveWarning(dirty);

  function keep(next: Week | null) {
    drafts.set(next && { doctor, week: next });
    setRefusal(NOTHING);
    setSaved(false);
  }

  async function save(): Promise<boolean> {
    const wished = toRules(week);
    const answer = (await send({ rules: wished.rules })).data?.setAvailability;
    if (answer?.__typename === 'InvalidInput') setRefusal(refusalOf(answer.fields, wished.keys));
    if (answer?.__typename !== 'Availability') return false;
    setSent({ over: rules, rules: wished.rules });
    keep(null);
    setSaved(true);
    return true;
  }

  return {
    week,
    change: (change) => keep(changed(week, change)),
    undo: () => keep(null),
    save,
    dirty,
    saving: fetching,
    saved: saved && !dirty,
    problems: problemsOf(week),
    ...refusal,
    error,
  };
}

/** `rules.2.endsAt` is about the period that the third rule came from. */
export function refusalOf(fields: readonly { path: string; message: string }[], keys: number[]): Refused {
  const refused: Problems<string> = {};
  let refusedAll: string | undefined;
  for (const { path, message } of fields) {
    const [, place, part] = /^rules\.(\d+)\.(startsAt|endsAt|visitMinutes|gapMinutes)$/.exec(path) ?? [];
    const key = place === undefined ? undefined : keys[Number(place)];
    if (key === undefined) refusedAll = message;
    // the expression above lets only the names of parts through
    else refused[`${key}.${part as 'startsAt'}`] = message;
  }
  return { refused, refusedAll };
}

/** The browser asks before a tab with unsaved changes closes. */
function useLeaveWarning(dirty: boolean): void {
  useEffect(() => {
    if (!dirty) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [dirty]);
}
