/** The CPF: eleven digits, the last two of which check the others. */
import { digitsOf } from './mask';

const LENGTH = 11;

/** 529.982.247-25, as far as it has been typed. */
export function maskCpf(text: string): string {
  const digits = digitsOf(text).slice(0, LENGTH);
  const groups = [digits.slice(0, 3), digits.slice(3, 6), digits.slice(6, 9)].filter(Boolean).join('.');
  return digits.length > 9 ? `${groups}-${digits.slice(9)}` : groups;
}

export type CpfState = 'incomplete' | 'valid' | 'invalid';

/** An incomplete one is not wrong yet. */
export function cpfState(text: string): CpfState {
  const digits = digitsOf(text);
  if (digits.length < LENGTH) return 'incomplete';
  return isCpf(digits) ? 'valid' : 'invalid';
}

function isCpf(digits: string): boolean {
  if (digits.length !== LENGTH || /^(\d)\1*$/.test(digits)) return false;
  return checkDigit(digits.slice(0, 9)) === digits[9] && checkDigit(digits.slice(0, 10)) === digits[10];
}

/** The sum of the digits, the last of them twice, the one before three times, and so on, modulo eleven. */
function checkDigit(digits: string): string {
  const sum = [...digits].reduce((total, digit, at) => total + Number(digit) * (digits.length + 1 - at), 0);
  return String(((sum * 10) % 11) % 10);
}
