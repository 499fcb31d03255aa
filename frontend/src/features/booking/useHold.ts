import { type RefObject, useEffect, useRef, useState } from 'react';
import { useClient } from 'urql';
import { type Asked, askFor, type HeldSlot } from './ask';
import { ReleaseSlotDocument } from './hold.gen';

export type Hold =
  | { kind: 'asking' }
  | { kind: 'over' }
  | Exclude<Asked, { kind: 'held' }>
  | { kind: 'held'; until: number };

export interface Holding {
  hold: Hold;
  /** What the server told of the slot; it stays when the hold does not. */
  slot: HeldSlot | undefined;
  again(): void;
  /** What became of the question that is under way. */
  answered(): Promise<Asked | undefined>;
}

/**
 * Keeps a slot for the patient from now on, whoever he or she is; nobody's is not kept. Another slot takes its
 * place by itself. It is let go when the sheet closes, unless `kept`: it is being booked.
 */
export function useHold(slotId: string, patientId: string | null, kept: RefObject<boolean>): Holding {
  const client = useClient();
  const [times, setTimes] = useState(0);
  const wish = `${patientId} ${slotId} ${times}`;
  const [known, setKnown] = useState<{ wish: string; hold: Hold }>();
  const [slot, setSlot] = useState<HeldSlot>();
  const asked = useRef<Promise<Asked>>(undefined);

  useEffect(() => {
    if (!wish || patientId === null) return;
    let isWished = true;
    const question = askFor(client, slotId);
    asked.current = question;
    question.then((answer) => {
      if (!isWished) return;
      setKnown({ wish, hold: answer });
      if (answer.kind === 'held') setSlot(answer.slot);
    });
    return () => {
      isWished = false;
    };
  }, [client, slotId, patientId, wish]);

  const hold: Hold = known?.wish === wish ? known.hold : { kind: 'asking' };
  const until = hold.kind === 'held' ? hold.until : undefined;
  useEffect(() => {
    if (until === undefined) return;
    const timer = setTimeout(() => setKnown({ wish, hold: { kind: 'over' } }), until - Date.now());
    return () => clearTimeout(timer);
  }, [until, wish]);

  useLetGo(asked, patientId, kept);
  return { hold, slot, again: () => setTimes(times + 1), answered: async () => asked.current };
}

/** When the sheet closes, the slot is free for others at once. */
function useLetGo(
  asked: RefObject<Promise<Asked> | undefined>,
  patientId: string | null,
  kept: RefObject<boolean>,
) {
  const client = useClient();
  const now = useRef({ client, patientId });
  useEffect(() => {
    now.current = { client, patientId };
  });
  useEffect(
    () => () => {
      const last = now.current;
      if (last.patientId === null || kept.current) return;
      void asked.current?.then((answer) => {
        if (answer.kind === 'held')
          void last.client.mutation(ReleaseSlotDocument, { id: answer.slot.id }).toPromise();
      });
    },
    [asked, kept],
  );
}
