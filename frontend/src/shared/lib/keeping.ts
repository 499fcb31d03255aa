/** Makes each thing once: Intl's formatters cost a phone milliseconds to make, and every time on a page asks. */
export function keeping<Made>(make: (key: string) => Made): (key: string) => Made {
  const kept = new Map<string, Made>();
  return (key) => {
    const known = kept.get(key);
    if (known !== undefined) return known;
    const made = make(key);
    kept.set(key, made);
    return made;
  };
}
