import { describe, expect, it } from 'vitest';
import { addressOf, countOf, dayIn, filtersIn, NO_FILTERS, variablesOf } from './filters';

const TODAY = '2026-11-24';
const full = '?q=ana&especialidade=cardiology&cidade=Manaus&ate=200&dia=amanha&ordem=preco&mais=2';

describe('filters in the address', () => {
  it('are read and written the same', () => {
    expect(addressOf(filtersIn(full, TODAY))).toBe(full);
  });

  it('leave no trace when they are as usual', () => {
    expect(addressOf(NO_FILTERS)).toBe('');
    expect(filtersIn('', TODAY)).toEqual({ ...NO_FILTERS, specialty: undefined });
  });

  it.each([
    '?especialidade=<script>',
    '?ate=-5',
    '?ate=0',
    '?ate=1e3',
    '?ate=99999999999',
    '?dia=ontem',
    '?dia=2026-11-23',
    '?dia=2026-02-30',
    '?dia=2029-01-01',
    '?ordem=toString',
    '?mais=muitas',
    '?mais=999',
    '?q=%20%20',
  ])('%s means nothing', (search) => {
    expect(addressOf(filtersIn(search, TODAY))).toBe('');
  });

  it('cut a text that is too long', () => {
    expect(filtersIn(`?q=${'a'.repeat(500)}`, TODAY).text).toHaveLength(100);
  });

  it('count what narrows the search, not its order', () => {
    expect(countOf(filtersIn(full, TODAY))).toBe(5);
    expect(countOf({ ...NO_FILTERS, order: 'nome' })).toBe(0);
  });

  it('call today by its name', () => {
    expect(dayIn(TODAY, TODAY)).toBe('hoje');
    expect(dayIn('2026-12-01', TODAY)).toBe('2026-12-01');
  });
});

describe('what the API is asked', () => {
  it('is everything, soonest first, without filters', () => {
    expect(variablesOf(NO_FILTERS, TODAY, 'America/Sao_Paulo')).toEqual({
      filter: {},
      orderBy: 'NEXT_SLOT',
      byDay: false,
    });
  });

  it('is the reader’s day and the price in centavos', () => {
    const asked = variablesOf(filtersIn(full, TODAY), TODAY, 'America/Manaus');
    expect(asked).toMatchObject({
      filter: {
        maxFeeCents: 20_000,
        freeFrom: '2026-11-25T04:00:00.000Z',
        freeTo: '2026-11-26T04:00:00.000Z',
      },
      orderBy: 'FEE',
      byDay: true,
      from: '2026-11-25T04:00:00.000Z',
    });
  });

  it('is a day of 25 hours where the clocks go back', () => {
    const { from, to } = variablesOf({ ...NO_FILTERS, day: '2026-10-25' }, '2026-10-20', 'Europe/Lisbon');
    expect(Date.parse(to ?? '') - Date.parse(from ?? '')).toBe(25 * 3_600_000);
  });
});
