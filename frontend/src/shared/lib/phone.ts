import { digitsOf } from './mask';

/** (11) 98765-4321, as far as it has been typed; another country's number, which begins with +, stays as it is. */
export function maskPhone(text: string): string {
  if (/^\s*\+(?!55)/.test(text) || /^\s*\+5?$/.test(text)) return text.trimStart();
  const digits = digitsOf(text.replace(/^\s*\+55/, '')).slice(0, 11);
  if (digits.length < 3) return digits;
  const [area, number] = [digits.slice(0, 2), digits.slice(2)];
  const split = number.length > 8 ? 5 : 4;
  const rest = number.slice(split);
  return `(${area}) ${number.slice(0, split)}${rest && `-${rest}`}`;
}
