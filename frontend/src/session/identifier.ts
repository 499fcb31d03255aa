/** The one field by which people sign in: a CPF, a CRM or an e-mail. */
import { cpfState, maskCpf } from '~/shared/lib/cpf';
import { crmText, parseCrm } from '~/shared/lib/crm';
import { digitsOf } from '~/shared/lib/mask';

/** The signs that the caret stays behind. */
export const IDENTIFIER_SIGNS = /[^.\- ]/;

const GROUPED_CPF = /^\d{3}\.\d{3}\.\d{3}-\d{2}/;

/** Eleven digits are grouped as a CPF; an e-mail or a CRM that begins with digits is left as it is typed. */
export function maskIdentifier(text: string): string {
  if (isCpfLong(text)) return maskCpf(text);
  return text.replace(GROUPED_CPF, digitsOf); // it goes on after eleven digits: no CPF after all
}

/** Once it is left: SP-123456 for whatever way of writing it. */
export function settledIdentifier(text: string): string {
  const crm = text.includes('@') ? null : parseCrm(text);
  return crm ? crmText(crm) : text.trim();
}

/** Eleven digits that cannot be a CPF: worth a word before the server is asked. */
export function isWrongCpf(text: string): boolean {
  return isCpfLong(text) && cpfState(text) === 'invalid';
}

function isCpfLong(text: string): boolean {
  return /^[\d.\-\s]+$/.test(text) && digitsOf(text).length === 11;
}
