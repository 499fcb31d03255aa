import { describe, expect, it } from 'vitest';
import { centsOf, price } from './money';

it('writes a price with centavos only where there are some', () => {
  expect(price(12000, 'pt-BR')).toBe('R$\u00a0120');
  expect(price(9990, 'pt-BR')).toBe('R$\u00a099,90');
});

describe('an amount that somebody wrote', () => {
  it.each([
    ['150', 15000],
    ['0', 0],
    ['99,9', 9990],
    ['99,90', 9990],
    ['1.250,50', 125050],
    ['1.250', 125000],
    ['R$ 1.250,50', 125050],
    ['99.90', 9990],
    ['1,250.50', 125050],
  ])('%j is %i centavos', (text, cents) => expect(centsOf(text)).toBe(cents));
  it.each(['', 'abc', '-5', '1,234', '12,345.6.7', '1..2'])('%j is none', (text) =>
    expect(centsOf(text)).toBeNull(),
  );
});
