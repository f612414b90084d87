import type { TableName } from '../rows.ts';
import { type AnyRow, Filing, lookupsOf } from './filing.ts';
import type { Shelf } from './shelf.ts';

/** One table in memory: its rows by id, filed under all its lookups. */
export class Table {
  readonly #rows = new Map<string, AnyRow>();
  readonly #names: readonly string[];
  readonly #filings: readonly Filing[];

  constructor(name: TableName) {
    this.#names = lookupsOf(name);
    this.#filings = this.#names.map((lookup) => new Filing(name, lookup));
  }

  get rows(): ReadonlyMap<string, AnyRow> {
    return this.#rows;
  }

  /** Keeps a row in place of the one with its id, which it returns. */
  put(row: AnyRow): AnyRow | undefined {
    const before = this.#rows.get(row.id);
    for (const filing of this.#filings) filing.changed(row.id, before, row);
    this.#rows.set(row.id, row);
    return before;
  }

  /** Takes a row out and returns it. */
  remove(id: string): AnyRow | undefined {
    const row = this.#rows.get(id);
    if (row === undefined) return undefined;
    for (const filing of this.#filings) filing.changed(id, row, undefined);
    this.#rows.delete(id);
    return row;
  }

  /** The ids filed under a key, in their order. */
  ids(lookup: string, key: string): Shelf<string> | undefined {
    return this.#filings[this.#names.indexOf(lookup)]?.ids(key);
  }
}
