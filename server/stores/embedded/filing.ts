import { lookups } from '../lookups.ts';
import type { TableName, Tables } from '../rows.ts';
import { byText, type Shelf, shelve, unshelve } from './shelf.ts';

/** Any stored row. */
export type AnyRow = Tables[TableName];

type KeysOf = (row: AnyRow) => readonly string[];

/** The lookups of a table, for code that treats all tables alike. */
const waysOf = (table: TableName): Readonly<Record<string, KeysOf>> =>
  lookups[table] as Readonly<Record<string, KeysOf>>;

/** The names of a table's lookups. */
export const lookupsOf = (table: TableName): readonly string[] => Object.keys(waysOf(table));

/** The keys under which a lookup files a row. */
export const keysOf = (table: TableName, lookup: string, row: AnyRow): readonly string[] =>
  waysOf(table)[lookup]?.(row) ?? [];

/** One lookup in memory: the ids of the rows filed under each key. */
export class Filing {
  readonly #keysOf: KeysOf;
  readonly #ids = new Map<string, Shelf<string>>();

  constructor(table: TableName, lookup: string) {
    const way = waysOf(table)[lookup];
    if (way === undefined) throw new Error(`${table} has no lookup ${lookup}.`);
    this.#keysOf = way;
  }

  /** The ids filed under a key, in their order. */
  ids(key: string): Shelf<string> | undefined {
    return this.#ids.get(key);
  }

  /** Follows a row that came, went or was replaced. */
  changed(id: string, before: AnyRow | undefined, after: AnyRow | undefined): void {
    const old = before === undefined ? undefined : this.#keysOf(before);
    const fresh = after === undefined ? undefined : this.#keysOf(after);
    if (old !== undefined) {
      if (fresh !== undefined && same(old, fresh)) return;
      for (const key of old) this.#unfile(key, id);
    }
    if (fresh !== undefined) {
      for (const key of fresh) this.#file(key, id);
    }
  }

  #file(key: string, id: string): void {
    const shelf = this.#ids.get(key);
    const grown = shelve(shelf, id, byText);
    if (grown !== shelf) this.#ids.set(key, grown);
  }

  #unfile(key: string, id: string): void {
    const shelf = this.#ids.get(key);
    const rest = unshelve(shelf, id, byText);
    if (rest === undefined) this.#ids.delete(key);
    else if (rest !== shelf) this.#ids.set(key, rest);
  }
}

function same(one: readonly string[], other: readonly string[]): boolean {
  if (one.length !== other.length) return false;
  for (let place = 0; place < one.length; place += 1) {
    if (one[place] !== other[place]) return false;
  }
  return true;
}
