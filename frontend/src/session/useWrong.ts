import { type RefObject, useEffect, useRef, useState } from 'react';

/** What is wrong with which field, by the field's name. */
export type Wrong = Readonly<Record<string, string | undefined>>;

interface Refused {
  path: string;
  message: string;
}

export interface Wrongs {
  form: RefObject<HTMLFormElement | null>;
  wrong: Wrong;
  /** What was refused, at its field; the first one gets the focus. */
  refuse(fields: readonly Refused[]): void;
  /** It is being mended. */
  mended(name: string): void;
  /** What has no field in this form. */
  rest: readonly string[];
}

export function useWrong(): Wrongs {
  const form = useRef<HTMLFormElement>(null);
  const [wrong, setWrong] = useState<Wrong>({});
  const [rest, setRest] = useState<readonly string[]>([]);
  const [times, setTimes] = useState(0);
  useEffect(() => {
    if (times) form.current?.querySelector<HTMLElement>('[aria-invalid], [data-wrong] input')?.focus();
  }, [times]);

  function refuse(fields: readonly Refused[]): void {
    const here = (path: string) => form.current?.elements.namedItem(nameOf(path));
    setWrong(
      Object.fromEntries(
        fields.filter(({ path }) => here(path)).map(({ path, message }) => [nameOf(path), message]),
      ),
    );
    setRest(fields.filter(({ path }) => !here(path)).map(({ message }) => message));
    setTimes((before) => before + 1);
  }
  function mended(name: string): void {
    setWrong((before) => (before[name] ? { ...before, [name]: undefined } : before));
  }
  return { form, wrong, refuse, mended, rest };
}

/** `specialties.2` is the field of the specialties. */
function nameOf(path: string): string {
  return path.split('.')[0] ?? path;
}
