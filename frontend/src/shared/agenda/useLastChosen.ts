import { useState } from 'react';

/** Whoever let go of a time may take it again: until the server has heard of it, the hold is still theirs. */
export function useLastChosen(chosenId: string | undefined): string | undefined {
  const [last, setLast] = useState(chosenId);
  if (chosenId && chosenId !== last) setLast(chosenId);
  return chosenId ?? last;
}
