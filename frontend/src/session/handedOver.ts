import { store } from '~/shared/lib/store';

/** What was typed into one form and is wanted in the next: an identifier that has an account. In memory only. */
export const handedOver = store('');
