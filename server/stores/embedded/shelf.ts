import { SortedTree } from './sorted-tree.ts';

/** Orders two keys like `Array.sort`; 0 means the same key. */
export type Compare<Key> = (one: Key, other: Key) => number;

/**
 * A sorted set in the least memory: most hold one key and are that key, small ones are an array
 * (never changed in place), large ones a tree. There are millions of them.
 */
export type Shelf<Key extends string | object> = Key | readonly Key[] | SortedTree<Key>;

/** Up to here copying an array is cheaper than a tree, in time and in memory. */
const longestArray = 24;

const isArray = (shelf: unknown): shelf is readonly unknown[] => Array.isArray(shelf);
const isTree = (shelf: unknown): shelf is SortedTree<unknown> => shelf instanceof SortedTree;

/** The place of a key in a sorted array, or of the first greater one. */
function placeIn<Key>(keys: readonly Key[], key: Key, compare: Compare<Key>): number {
  let low = 0;
  let high = keys.length;
  const last = keys[high - 1];
  if (last !== undefined && compare(last, key) < 0) return high;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compare(keys[middle] as Key, key) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The shelf with a key on it. */
export function shelve<Key extends string | object>(
  shelf: Shelf<Key> | undefined,
  key: Key,
  compare: Compare<Key>,
): Shelf<Key> {
  if (shelf === undefined) return key;
  if (isTree(shelf)) {
    (shelf as SortedTree<Key>).set(key, undefined);
    return shelf;
  }
  const keys = (isArray(shelf) ? shelf : [shelf]) as readonly Key[];
  const place = placeIn(keys, key, compare);
  const there = keys[place];
  if (there !== undefined && compare(there, key) === 0) return shelf;
  if (keys.length < longestArray) return keys.toSpliced(place, 0, key);
  const tree: SortedTree<Key> = new SortedTree<Key, undefined>(undefined, compare);
  for (const one of keys) tree.set(one, undefined);
  tree.set(key, undefined);
  return tree;
}

/** The shelf without a key; undefined when nothing is left. */
export function unshelve<Key extends string | object>(
  shelf: Shelf<Key> | undefined,
  key: Key,
  compare: Compare<Key>,
): Shelf<Key> | undefined {
  if (shelf === undefined) return undefined;
  if (isTree(shelf)) {
    (shelf as SortedTree<Key>).delete(key);
    return shelf.size === 0 ? undefined : shelf;
  }
  if (!isArray(shelf)) return compare(shelf as Key, key) === 0 ? undefined : shelf;
  const keys = shelf as readonly Key[];
  const place = placeIn(keys, key, compare);
  const there = keys[place];
  if (there === undefined || compare(there, key) !== 0) return shelf;
  return keys.length === 1 ? undefined : keys.toSpliced(place, 1);
}

export function sizeOf<Key extends string | object>(shelf: Shelf<Key> | undefined): number {
  if (shelf === undefined) return 0;
  if (isTree(shelf)) return shelf.size;
  return isArray(shelf) ? shelf.length : 1;
}

/** Gives the next key each time it is called; undefined at the end. */
export type Walk<Key> = () => Key | undefined;

/** Walks a shelf in order, or backwards, from its end or from just past a key. */
export function walk<Key extends string | object>(
  shelf: Shelf<Key> | undefined,
  compare: Compare<Key>,
  backwards = false,
  after?: Key,
): Walk<Key> {
  if (shelf === undefined) return () => undefined;
  if (isTree(shelf)) return walkTree(shelf as SortedTree<Key>, compare, backwards, after);
  const keys = (isArray(shelf) ? shelf : [shelf]) as readonly Key[];
  let place: number;
  if (after === undefined) {
    place = backwards ? keys.length - 1 : 0;
  } else {
    place = placeIn(keys, after, compare);
    const there = keys[place];
    if (backwards) place -= 1;
    else if (there !== undefined && compare(there, after) === 0) place += 1;
  }
  return backwards ? () => keys[place--] : () => keys[place++];
}

function walkTree<Key>(
  tree: SortedTree<Key>,
  compare: Compare<Key>,
  backwards: boolean,
  after: Key | undefined,
): Walk<Key> {
  const reused: [Key?, undefined?] = [];
  const pairs = backwards
    ? tree.entriesReversed(after, reused as Key[], true)
    : tree.entries(after, reused as Key[]);
  const next = (): Key | undefined => {
    const step = pairs.next();
    return step.done === true ? undefined : step.value[0];
  };
  if (backwards || after === undefined) return next;
  // Going forward the tree starts at the key itself.
  let first = true;
  return () => {
    const key = next();
    if (!first) return key;
    first = false;
    return key !== undefined && compare(key, after) === 0 ? next() : key;
  };
}

/** All keys in order. */
export function keysOf<Key extends string | object>(shelf: Shelf<Key> | undefined): readonly Key[] {
  if (shelf === undefined) return [];
  if (isTree(shelf)) return (shelf as SortedTree<Key>).keysArray();
  return (isArray(shelf) ? shelf : [shelf]) as readonly Key[];
}

/** Orders ids and other plain strings, by code unit. */
export const byText: Compare<string> = (one, other) => (one < other ? -1 : one > other ? 1 : 0);
