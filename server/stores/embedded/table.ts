import { lookups } from '../lookups.ts';
import type { TableName, Tables } from '../rows.ts';
import { byText, type Shelf, shelve, sizeOf, unshelve } from './shelf.ts';

/** Any stored row. */
export type AnyRow = Tables[TableName];
type KeysOf = (row: AnyRow) => readonly string[];

/** The lookups of a table, for code that treats all tables alike. */
const waysOf = (name: TableName): Readonly<Record<string, KeysOf>> =>
  lookups[name] as Readonly<Record<string, KeysOf>>;

/** The keys under which a lookup files a row. */
export const keysOf = (name: TableName, lookup: string, row: AnyRow): readonly string[] =>
  waysOf(name)[lookup]?.(row) ?? [];

const none: ReadonlyMap<string, Shelf<string>> = new Map();

/** One table in memory: its rows by id, and for each lookup the ids filed under each key. */
export class Table {
  readonly rows = new Map<string, AnyRow>();
  readonly #names: readonly string[];
  readonly #keysOf: readonly KeysOf[];
  readonly #filed: readonly Map<string, Shelf<string>>[];

  constructor(name: TableName) {
    const ways = waysOf(name);
    this.#names = Object.keys(ways);
    this.#keysOf = Object.values(ways);
    this.#filed = this.#names.map(() => new Map());
  }

  /** Keeps a row in place of the one with its id, which it returns. */
  put(row: AnyRow): AnyRow | undefined {
    const { id } = row;
    const before = this.rows.get(id);
    this.rows.set(id, row);
    for (let index = 0; index < this.#keysOf.length; index += 1) {
      const keysOf = this.#keysOf[index] as KeysOf;
      if (before === undefined) this.#file(index, keysOf(row), id);
      else this.#refile(index, keysOf(before), keysOf(row), id);
    }
    return before;
  }

  /** Takes a row out and returns it. */
  remove(id: string): AnyRow | undefined {
    const row = this.rows.get(id);
    if (row === undefined) return undefined;
    this.rows.delete(id);
    this.#keysOf.forEach((keysOf, index) => {
      this.#unfile(index, keysOf(row), id);
    });
    return row;
  }

  /** The ids filed under a key, in their order. */
  ids(lookup: string, key: string): Shelf<string> | undefined {
    return this.#ids(lookup).get(key);
  }

  count(lookup: string, key: string): number {
    return sizeOf(this.ids(lookup, key));
  }

  #ids(lookup: string): ReadonlyMap<string, Shelf<string>> {
    return this.#filed[this.#names.indexOf(lookup)] ?? none;
  }

  #refile(index: number, before: readonly string[], after: readonly string[], id: string): void {
    if (before.length === after.length && before.every((key, place) => key === after[place]))
      return;
    this.#unfile(index, before, id);
    this.#file(index, after, id);
  }

  #file(index: number, keys: readonly string[], id: string): void {
    const filed = this.#filed[index] as Map<string, Shelf<string>>;
    for (const key of keys) {
      const shelf = filed.get(key);
      const grown = shelve(shelf, id, byText);
      if (grown !== shelf) filed.set(key, grown);
    }
  }

  #unfile(index: number, keys: readonly string[], id: string): void {
    const filed = this.#filed[index] as Map<string, Shelf<string>>;
    for (const key of keys) {
      const shelf = filed.get(key);
      const rest = unshelve(shelf, id, byText);
      if (rest === undefined) filed.delete(key);
      else if (rest !== shelf) filed.set(key, rest);
    }
  }
}
