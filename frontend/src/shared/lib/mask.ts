/** Text that is grouped while it is typed, without moving the caret from where the typist is. */

export interface Typed {
  text: string;
  /** Signs before the caret. */
  caret: number;
}

/** Puts the signs that count in order; gives back a text with separators among them. */
export type Mask = (text: string) => string;

/** The text as the mask writes it; the caret stays behind the sign that it was behind. */
export function retyped({ text, caret }: Typed, mask: Mask, counts: RegExp): Typed {
  const masked = mask(text);
  const before = countOf(text.slice(0, caret), counts);
  return { text: masked, caret: placeAfter(masked, before, counts) };
}

/** Mends what stands in an input while somebody types; does nothing to the caret of an input that has no focus. */
export function retype(input: HTMLInputElement, mask: Mask, counts: RegExp): void {
  const next = retyped(
    { text: input.value, caret: input.selectionStart ?? input.value.length },
    mask,
    counts,
  );
  if (next.text === input.value) return;
  input.value = next.text;
  if (input === document.activeElement) input.setSelectionRange(next.caret, next.caret);
}

export function digitsOf(text: string): string {
  return text.replace(/\D/g, '');
}

function countOf(text: string, counts: RegExp): number {
  return [...text].filter((sign) => counts.test(sign)).length;
}

function placeAfter(text: string, count: number, counts: RegExp): number {
  if (count === 0) return 0;
  let seen = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (counts.test(text.charAt(at))) seen += 1;
    if (seen === count) return at + 1;
  }
  return text.length;
}
