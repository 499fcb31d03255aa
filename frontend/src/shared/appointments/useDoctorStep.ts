import { useRef, useState } from 'react';
import { type Client, type CombinedError, useClient } from 'urql';
import {
  AcceptRequestDocument,
  type AcceptRequestMutation,
  CancelVisitDocument,
  type CancelVisitMutation,
  CompleteVisitDocument,
  type CompleteVisitMutation,
  DeclineRequestDocument,
  type DeclineRequestMutation,
  DoctorStepStateDocument,
  MarkNoShowDocument,
  type MarkNoShowMutation,
} from './DoctorActions.gen';
import type { Step } from './doctorSteps';

type Answer = (
  | AcceptRequestMutation
  | DeclineRequestMutation
  | CancelVisitMutation
  | CompleteVisitMutation
  | MarkNoShowMutation
)['answer'];
export type Refusal = Exclude<Answer, { __typename: 'Appointment' }>;
type Sent = PromiseLike<{ data?: { answer: Answer }; error?: CombinedError }>;

const SEND: Record<Step, (client: Client, id: string, reason: string) => Sent> = {
  accept: (client, id) => client.mutation(AcceptRequestDocument, { id }),
  decline: (client, id, reason) => client.mutation(DeclineRequestDocument, { id, reason }),
  cancel: (client, id, reason) => client.mutation(CancelVisitDocument, { id, reason }),
  complete: (client, id) => client.mutation(CompleteVisitDocument, { id }),
  noShow: (client, id) => client.mutation(MarkNoShowDocument, { id }),
};

/** `again`: the same can be sent once more, as it is or amended. */
type Outcome = 'taken' | 'refused' | 'again';

export interface DoctorStep {
  pending: Step | null;
  /** The step that was taken here. */
  taken: Step | null;
  refusal: Refusal | null;
  error: CombinedError | null;
  /** Send it now. */
  take(step: Step, reason?: string): Promise<Outcome>;
  /** What went wrong has been read. */
  forget(): void;
}

const NOTHING = { pending: null, taken: null, refusal: null, error: null };

/** One appointment's next step, sent at once. */
export function useDoctorStep(id: string): DoctorStep {
  const client = useClient();
  const busy = useRef(false);
  const [state, setState] = useState<Omit<DoctorStep, 'take' | 'forget'>>(NOTHING);

  async function take(step: Step, reason = ''): Promise<Outcome> {
    if (busy.current) return 'again';
    busy.current = true;
    setState({ ...NOTHING, pending: step });
    const { data, error = null } = await SEND[step](client, id, reason);
    busy.current = false;
    if (!data) {
      setState({ ...NOTHING, error });
      return 'again';
    }
    if (data.answer.__typename === 'Appointment') {
      setState({ ...NOTHING, taken: step });
      return 'taken';
    }
    setState({ ...NOTHING, refusal: data.answer });
    if (data.answer.__typename === 'InvalidInput') return 'again';
    lookAnew(client, id);
    return 'refused';
  }

  return { ...state, take, forget: () => setState(({ taken }) => ({ ...NOTHING, taken })) };
}

/** It is not what was shown: every view of it learns what it is now. */
function lookAnew(client: Client, id: string): void {
  void client.query(DoctorStepStateDocument, { id }, { requestPolicy: 'network-only' }).toPromise();
}
