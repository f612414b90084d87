import { createRequire } from 'node:module';
import type BTree from 'sorted-btree';

// Node gives a CommonJS module as the default import, a bundler its default export; `require` is
// the same under both.
const library = createRequire(import.meta.url)('sorted-btree') as { default: typeof BTree };

/** A sorted set that stays fast at any size. */
export type SortedTree<Key> = BTree<Key, undefined>;
export const SortedTree = library.default;
