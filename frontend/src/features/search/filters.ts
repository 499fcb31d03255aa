/** What one searches for, as it stands in the address. Whatever an address holds that makes no sense is ignored. */
import { type Search, searchOf } from '~/app/routes';
import { firstDay, stretch } from '~/shared/agenda/week';
import { isDay, plusDays } from '~/shared/lib/time';
import type { DoctorsQueryVariables } from './Results.gen';

export interface Filters {
  text: string;
  /** A specialty's code. */
  specialty?: string;
  city: string;
  /** The most that a consultation may cost, in reais. */
  most?: number;
  /** hoje, amanha, or a day such as 2026-12-01. */
  day?: string;
  order: Order;
  /** Pages of results beyond the first. */
  more: number;
}

export const ORDERS = { cedo: 'NEXT_SLOT', preco: 'FEE', nome: 'NAME' } as const;
export type Order = keyof typeof ORDERS;

export const NO_FILTERS: Filters = { text: '', city: '', order: 'cedo', more: 0 };
const LONGEST = 100;
const MOST_PAGES = 20;
const MOST_REAIS = 100_000;

export function filtersIn(search: string, today: string): Filters {
  const params = new URLSearchParams(search);
  const text = (name: string) => (params.get(name) ?? '').trim().slice(0, LONGEST);
  return {
    text: text('q'),
    specialty: /^[a-z-]{1,40}$/.exec(text('especialidade'))?.[0],
    city: text('cidade'),
    most: whole(text('ate'), MOST_REAIS),
    day: dayIn(text('dia'), today),
    order: Object.hasOwn(ORDERS, text('ordem')) ? (text('ordem') as Order) : 'cedo', // it is a key
    more: whole(text('mais'), MOST_PAGES) ?? 0,
  };
}

/** What stands after the question mark; what is as usual is left out. */
export function addressOf(filters: Filters): string {
  return searchOf({
    q: filters.text,
    especialidade: filters.specialty,
    cidade: filters.city,
    ate: filters.most?.toString(),
    dia: filters.day,
    ordem: filters.order === 'cedo' ? undefined : filters.order,
    mais: filters.more ? String(filters.more) : undefined,
  } satisfies Search);
}

/** How many of the conditions narrow the search; the order does not. */
export function countOf({ text, specialty, city, most, day }: Filters): number {
  return [text, specialty, city, most, day].filter(Boolean).length;
}

/** The filters as the API asks for them: the day is the reader's. */
export function variablesOf(filters: Filters, today: string, zone: string): DoctorsQueryVariables {
  const day = filters.day && stretch(dayOfFilter(filters.day, today), 1, zone);
  return {
    filter: {
      text: filters.text || undefined,
      specialty: filters.specialty,
      city: filters.city || undefined,
      maxFeeCents: filters.most && filters.most * 100,
      ...(day && { freeFrom: day.from, freeTo: day.to }),
    },
    orderBy: ORDERS[filters.order],
    byDay: Boolean(day),
    ...day,
  };
}

/** The calendar's day that `hoje`, `amanha` or a date means. */
export function dayOfFilter(day: string, today: string): string {
  return day === 'hoje' ? today : day === 'amanha' ? plusDays(today, 1) : day;
}

/** A day as the address names it; undefined when nothing can be free on it. */
export function dayIn(text: string, today: string): string | undefined {
  if (text === 'hoje' || text === 'amanha') return text;
  if (text === today) return 'hoje';
  return isDay(text) && firstDay(text, today) === text ? text : undefined;
}

function whole(text: string, most: number): number | undefined {
  const number = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  return number > 0 && number <= most ? number : undefined;
}
