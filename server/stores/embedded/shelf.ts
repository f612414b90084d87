import { type Compare, placeIn, SortedList, type Walk } from './sorted-list.ts';

/**
 * A sorted set in the least memory: most hold one key and are that key, small ones are an array
 * (never changed in place), large ones a list in chunks. There are millions of them.
 */
export type Shelf<Key extends string | object> = Key | readonly Key[] | SortedList<Key>;

/** Up to here copying an array is cheaper, in time and in memory. */
const longestArray = 24;

const isArray = (shelf: unknown): shelf is readonly unknown[] => Array.isArray(shelf);
const isList = (shelf: unknown): shelf is SortedList<unknown> => shelf instanceof SortedList;

/** The shelf with a key on it. */
export function shelve<Key extends string | object>(
  shelf: Shelf<Key> | undefined,
  key: Key,
  compare: Compare<Key>,
): Shelf<Key> {
  if (shelf === undefined) return key;
  if (isList(shelf)) {
    (shelf as SortedList<Key>).add(key);
    return shelf;
  }
  const keys = (isArray(shelf) ? shelf : [shelf]) as readonly Key[];
  const place = placeIn(keys, key, compare);
  const there = keys[place];
  if (there !== undefined && compare(there, key) === 0) return shelf;
  const grown = keys.toSpliced(place, 0, key);
  return grown.length <= longestArray ? grown : new SortedList(compare, grown);
}

/** The shelf without a key; undefined when nothing is left. */
export function unshelve<Key extends string | object>(
  shelf: Shelf<Key> | undefined,
  key: Key,
  compare: Compare<Key>,
): Shelf<Key> | undefined {
  if (shelf === undefined) return undefined;
  if (isList(shelf)) {
    (shelf as SortedList<Key>).delete(key);
    return shelf.size === 0 ? undefined : shelf;
  }
  if (!isArray(shelf)) return compare(shelf as Key, key) === 0 ? undefined : shelf;
  const keys = shelf as readonly Key[];
  const place = placeIn(keys, key, compare);
  const there = keys[place];
  if (there === undefined || compare(there, key) !== 0) return shelf;
  return keys.length === 1 ? undefined : keys.toSpliced(place, 1);
}

export function holds<Key extends string | object>(
  shelf: Shelf<Key>,
  key: Key,
  compare: Compare<Key>,
): boolean {
  if (isList(shelf)) return (shelf as SortedList<Key>).has(key);
  if (!isArray(shelf)) return compare(shelf as Key, key) === 0;
  const there = (shelf as readonly Key[])[placeIn(shelf as readonly Key[], key, compare)];
  return there !== undefined && compare(there, key) === 0;
}

export function sizeOf<Key extends string | object>(shelf: Shelf<Key> | undefined): number {
  if (shelf === undefined) return 0;
  if (isList(shelf)) return shelf.size;
  return isArray(shelf) ? shelf.length : 1;
}

/** Walks a shelf in order, or backwards, from its end or from just past a key. */
export function walk<Key extends string | object>(
  shelf: Shelf<Key> | undefined,
  compare: Compare<Key>,
  backwards = false,
  after?: Key,
): Walk<Key> {
  if (shelf === undefined) return () => undefined;
  if (isList(shelf)) return (shelf as SortedList<Key>).walk(backwards, after);
  const keys = (isArray(shelf) ? shelf : [shelf]) as readonly Key[];
  let place = backwards ? keys.length - 1 : 0;
  if (after !== undefined) {
    place = placeIn(keys, after, compare);
    const there = keys[place];
    if (backwards) place -= 1;
    else if (there !== undefined && compare(there, after) === 0) place += 1;
  }
  return backwards ? () => keys[place--] : () => keys[place++];
}

/** All keys in order. */
export function keysOf<Key extends string | object>(shelf: Shelf<Key> | undefined): readonly Key[] {
  if (shelf === undefined) return [];
  if (!isList(shelf)) return (isArray(shelf) ? shelf : [shelf]) as readonly Key[];
  const keys: Key[] = [];
  const next = (shelf as SortedList<Key>).walk(false);
  for (let key = next(); key !== undefined; key = next()) keys.push(key);
  return keys;
}

/** Orders ids and other plain strings, by code unit. */
export const byText: Compare<string> = (one, other) => (one < other ? -1 : one > other ? 1 : 0);
