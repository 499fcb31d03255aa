import { useReader } from '~/session/reader';
import { hour, longDay, shortDay } from '~/shared/lib/time';

const SHAPES = {
  hour,
  longDay,
  shortDay,
  full: (instant: string, reader: Parameters<typeof hour>[1]) =>
    `${shortDay(instant, reader)}, ${hour(instant, reader)}`,
};

/** An instant on the reader's clock. */
export function LocalTime({ at, as = 'full' }: { at: string; as?: keyof typeof SHAPES }) {
  return <time dateTime={at}>{SHAPES[as](at, useReader())}</time>;
}
