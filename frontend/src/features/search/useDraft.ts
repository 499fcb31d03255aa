import { useState } from 'react';

/** What is being typed: it starts anew when the value it came from changes (the back button, a removed filter). */
export function useDraft(value: string): [draft: string, type: (draft: string) => void] {
  const [draft, setDraft] = useState(value);
  const [seen, setSeen] = useState(value);
  if (seen !== value) {
    setSeen(value);
    setDraft(value);
  }
  return [draft, setDraft];
}
