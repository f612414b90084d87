import type { Compare, Walk } from './sorted-list.ts';

interface Head<Key> {
  key: Key;
  walk: Walk<Key>;
}

/** Walks several sorted walks as one; equal keys come one after another. */
export function mergeWalks<Key>(
  walks: readonly Walk<Key>[],
  compare: Compare<Key>,
  backwards: boolean,
): Walk<Key> {
  const [only] = walks;
  if (walks.length === 1 && only !== undefined) return only;
  // The next one stands last, where it is cheap to take.
  const follows = backwards ? compare : (one: Key, other: Key) => compare(other, one);
  const heads: Head<Key>[] = [];
  for (const walk of walks) {
    const key = walk();
    if (key !== undefined) heads.push({ key, walk });
  }
  heads.sort((one, other) => follows(one.key, other.key));
  return () => {
    const head = heads.pop();
    if (head === undefined) return undefined;
    const { key } = head;
    const next = head.walk();
    if (next !== undefined) {
      head.key = next;
      insert(heads, head, follows);
    }
    return key;
  };
}

function insert<Key>(heads: Head<Key>[], head: Head<Key>, follows: Compare<Key>): void {
  let low = 0;
  let high = heads.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (follows((heads[middle] as Head<Key>).key, head.key) < 0) low = middle + 1;
    else high = middle;
  }
  heads.splice(low, 0, head);
}
