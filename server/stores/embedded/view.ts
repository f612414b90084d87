import type { TableName, Tables } from '../rows.ts';
import type { Slice } from '../store.ts';
import { keysOf } from './filing.ts';
import { type Overlay, Removal } from './overlay.ts';
import { byText, sizeOf, walk } from './shelf.ts';
import type { Walk } from './sorted-list.ts';
import type { TableSet } from './tables.ts';

/**
 * The tables as somebody sees them: readers see what is synced, a transaction also what is committed
 * but not yet synced, and its own writes.
 */
export class View {
  readonly #tables: TableSet;
  readonly #overlay: Overlay | undefined;

  constructor(tables: TableSet, overlay?: Overlay) {
    this.#tables = tables;
    this.#overlay = overlay;
  }

  get<T extends TableName>(table: T, id: string): Tables[T] | undefined {
    const above = this.#overlay?.get(table, id);
    if (above instanceof Removal) return undefined;
    if (above !== undefined) return above as Tables[T];
    return this.#tables[table].rows.get(id) as Tables[T] | undefined;
  }

  /** The rows filed under a key that fit, in the order of their ids, cut to the slice. */
  find<T extends TableName>(
    table: T,
    lookup: string,
    key: string,
    slice: Slice = {},
    fits?: (row: Tables[T]) => boolean,
  ): Tables[T][] {
    const next = this.#ids(table, lookup, key, slice);
    const limit = slice.limit ?? Number.POSITIVE_INFINITY;
    const found: Tables[T][] = [];
    while (found.length < limit) {
      const id = next();
      if (id === undefined) break;
      const row = this.get(table, id);
      if (row !== undefined && fits?.(row) !== false) found.push(row);
    }
    return found;
  }

  count(table: TableName, lookup: string, key: string): number {
    const below = this.#tables[table];
    const overlay = this.#overlay;
    if (overlay === undefined || !overlay.touches(table)) return sizeOf(below.ids(lookup, key));
    let count = sizeOf(below.ids(lookup, key)) + sizeOf(overlay.ids(table, lookup, key));
    for (const id of overlay.idsOf(table)) {
      const row = below.rows.get(id);
      if (row !== undefined && keysOf(table, lookup, row).includes(key)) count -= 1;
    }
    return count;
  }

  #ids(table: TableName, lookup: string, key: string, slice: Slice): Walk<string> {
    const { newestFirst = false, after } = slice;
    const below = walk(this.#tables[table].ids(lookup, key), byText, newestFirst, after);
    const overlay = this.#overlay;
    if (overlay === undefined || !overlay.touches(table)) return below;
    const above = walk(overlay.ids(table, lookup, key), byText, newestFirst, after);
    const untouched = (): string | undefined => {
      let id = below();
      while (id !== undefined && overlay.get(table, id) !== undefined) id = below();
      return id;
    };
    let low = untouched();
    let high = above();
    return () => {
      const takeLow =
        high === undefined || (low !== undefined && (newestFirst ? low > high : low < high));
      const id = takeLow ? low : high;
      if (takeLow) low = untouched();
      else high = above();
      return id;
    };
  }
}
