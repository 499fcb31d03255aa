/** What this browser remembers of its reader's taste, and nothing else: no health data is written to disk. */
type Remembered = 'language' | 'theme' | 'keys';

export function remembered(name: Remembered): string | null {
  try {
    return localStorage.getItem(`healthmed.${name}`);
  } catch {
    return null; // storage is refused: the browser's own wish holds
  }
}

export function remember(name: Remembered, value: string): void {
  try {
    localStorage.setItem(`healthmed.${name}`, value);
  } catch {
    // for this visit only
  }
}
