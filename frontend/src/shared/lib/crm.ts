/** A doctor's registration: the state's council and the number there. */

/** The 26 states and the Federal District: each has its council. */
export const STATES = {
  AC: 'Acre',
  AL: 'Alagoas',
  AP: 'Amapá',
  AM: 'Amazonas',
  BA: 'Bahia',
  CE: 'Ceará',
  DF: 'Distrito Federal',
  ES: 'Espírito Santo',
  GO: 'Goiás',
  MA: 'Maranhão',
  MT: 'Mato Grosso',
  MS: 'Mato Grosso do Sul',
  MG: 'Minas Gerais',
  PA: 'Pará',
  PB: 'Paraíba',
  PR: 'Paraná',
  PE: 'Pernambuco',
  PI: 'Piauí',
  RJ: 'Rio de Janeiro',
  RN: 'Rio Grande do Norte',
  RS: 'Rio Grande do Sul',
  RO: 'Rondônia',
  RR: 'Roraima',
  SC: 'Santa Catarina',
  SP: 'São Paulo',
  SE: 'Sergipe',
  TO: 'Tocantins',
} as const;

const STATE_FIRST = /^(?:CRM)?[ /.:-]*([A-Z]{2})[ /.:-]*([0-9][0-9.]*)$/;
const STATE_LAST = /^(?:CRM[ /.:-]*)?([0-9][0-9.]*)[ /-]*([A-Z]{2})$/;

export interface Crm {
  state: string;
  number: string;
}

/** As doctors write it: SP-123456, 123456/SP, CRM/SP 123456, crm sp123.456. */
export function parseCrm(text: string): Crm | null {
  const written = text.trim().toUpperCase();
  const first = STATE_FIRST.exec(written);
  const last = STATE_LAST.exec(written);
  const [state = '', typed = ''] = first ? [first[1], first[2]] : [last?.[2], last?.[1]];
  const number = typed.replaceAll('.', '').replace(/^0+/, '');
  return state in STATES && /^\d{1,10}$/.test(number) ? { state, number } : null;
}

/** SP-123456 */
export function crmText({ state, number }: Crm): string {
  return `${state}-${number}`;
}

/** Only the number, as far as it has been typed. */
export function maskCrmNumber(text: string): string {
  return text.replace(/\D/g, '').slice(0, 10);
}
