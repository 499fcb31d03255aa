import { centsOf } from '~/shared/lib/money';
import { typed } from './typed';

/** What is no amount is sent as one that the server refuses, together with all else that is wrong. */
const NO_AMOUNT = -1;

/** How a doctor practises, as PracticeFields asks. */
export function practiceIn(entries: FormData, specialties: string[]) {
  return {
    specialties,
    feeCents: centsOf(typed(entries, 'feeCents')) ?? NO_AMOUNT,
    city: typed(entries, 'city'),
    state: typed(entries, 'state'),
    bio: typed(entries, 'bio'),
  };
}
