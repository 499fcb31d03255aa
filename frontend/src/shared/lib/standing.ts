/** A list that stands still while one works in it: what is answered stays, what is new waits to be let in. */

export interface Standing<Item> {
  item: Item;
  /** It is no longer in the list that was read last. */
  left: boolean;
}

interface Identified {
  id: string;
}

export function stand<Item>(items: readonly Item[]): readonly Standing<Item>[] {
  return items.map((item) => ({ item, left: false }));
}

/** Each stays where it is and learns what is new about it. */
export function settle<Item extends Identified>(
  shown: readonly Standing<Item>[],
  fresh: readonly Item[],
): readonly Standing<Item>[] {
  const known = new Map(fresh.map((item) => [item.id, item]));
  return shown.map(({ item }) => ({ item: known.get(item.id) ?? item, left: !known.has(item.id) }));
}

/** What was read but is not shown yet. */
export function newcomers<Item extends Identified>(
  shown: readonly Standing<Item>[],
  fresh: readonly Item[],
): readonly Item[] {
  const there = new Set(shown.map(({ item }) => item.id));
  return fresh.filter(({ id }) => !there.has(id));
}
