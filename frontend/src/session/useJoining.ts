import { useState } from 'react';
import { useSession } from './session';
import { besidesZone } from './typed';
import { usePending } from './usePending';
import { useWrong } from './useWrong';

type Answer =
  | { __typename: 'Patient' | 'Doctor' }
  | { __typename: 'InvalidInput'; fields: { path: string; message: string }[] }
  | { __typename: 'AlreadyRegistered' | 'NewcomerUnknown'; message: string };

/** A newcomer's form: sent, mended and sent again, until an account is open. */
export function useJoining<Input extends { timeZone: string | undefined }>(
  send: (input: Input) => Promise<Answer | undefined>,
) {
  const { begin } = useSession();
  const wrongs = useWrong();
  const [refusal, setRefusal] = useState<'AlreadyRegistered' | 'NewcomerUnknown'>();
  const [pending, start] = usePending();

  async function join(input: Input): Promise<void> {
    const answer = await send(input);
    if (!answer) return;
    const fields = answer.__typename === 'InvalidInput' ? besidesZone(answer.fields) : [];
    if (answer.__typename === 'InvalidInput' && fields.length === 0 && input.timeZone)
      return join({ ...input, timeZone: undefined });
    const isRefused = answer.__typename === 'AlreadyRegistered' || answer.__typename === 'NewcomerUnknown';
    setRefusal(isRefused ? answer.__typename : undefined);
    wrongs.refuse(fields);
    if (answer.__typename === 'Patient' || answer.__typename === 'Doctor') await begin();
  }
  return { ...wrongs, refusal, pending, submit: (input: Input) => start(() => join(input)) };
}
