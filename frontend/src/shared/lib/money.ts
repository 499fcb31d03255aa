import { keeping } from './keeping';

const whole = keeping((language) => reais(language, 0));
const exact = keeping((language) => reais(language, 2));

function reais(language: string, minimumFractionDigits: number): Intl.NumberFormat {
  return new Intl.NumberFormat(language, { style: 'currency', currency: 'BRL', minimumFractionDigits });
}

/** Centavos of BRL as a price: R$ 120, R$ 99,90. */
export function price(cents: number, language: string): string {
  const format = cents % 100 ? exact : whole;
  return format(language).format(cents / 100);
}

/** The centavos of what somebody wrote: 150; 1.250,50; R$ 99,9. Null where that is no amount. */
export function centsOf(text: string): number | null {
  const written = text.replace(/R\$|\s/g, '');
  const amount = /^(\d+|\d{1,3}(?:\.\d{3})+)(?:,(\d{1,2}))?$/.exec(written);
  const english = /^(\d+|\d{1,3}(?:,\d{3})+)\.(\d{1,2})$/.exec(written);
  const [, integer, part = ''] = amount ?? english ?? [];
  if (integer === undefined) return null;
  return Number(integer.replace(/\D/g, '')) * 100 + Number(part.padEnd(2, '0'));
}
