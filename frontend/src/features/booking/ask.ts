/** Asks the clinic to keep a slot for the patient. */
import { type Client, CombinedError } from 'urql';
import { deadlineOf } from './deadline';
import { HoldSlotDocument, type HoldSlotMutation, OwnAheadDocument } from './hold.gen';

type Answer = HoldSlotMutation['holdSlot'];
export type HeldSlot = Extract<Answer, { __typename: 'SlotHold' }>['slot'];
export type HoldRefusal = Exclude<Answer, { __typename: 'SlotHold' }>;

export type Asked =
  | { kind: 'held'; until: number; slot: HeldSlot }
  /** It is the patient's own already: booked a moment ago, before this page was loaded again. */
  | { kind: 'own'; appointmentId: string }
  | { kind: 'refused'; refusal: HoldRefusal }
  | { kind: 'trouble'; error: CombinedError };

export async function askFor(client: Client, slotId: string): Promise<Asked> {
  const askedAt = Date.now();
  const { data, error } = await client.mutation(HoldSlotDocument, { id: slotId }).toPromise();
  const answer = data?.holdSlot;
  if (!answer) return { kind: 'trouble', error: error ?? new CombinedError({ networkError: new Error() }) };
  if (answer.__typename === 'SlotHold')
    return { kind: 'held', until: deadlineOf(answer.expiresAt, askedAt), slot: answer.slot };
  const own = answer.__typename === 'SlotTaken' ? await ownAt(client, slotId) : undefined;
  return own ? { kind: 'own', appointmentId: own } : { kind: 'refused', refusal: answer };
}

async function ownAt(client: Client, slotId: string): Promise<string | undefined> {
  const from = new Date().toISOString();
  const { data } = await client
    .query(OwnAheadDocument, { from }, { requestPolicy: 'network-only' })
    .toPromise();
  return data?.appointments.nodes.find(({ slot }) => slot.id === slotId)?.id;
}
