import type { TableName } from '../rows.ts';
import type { AnyRow, Table } from './table.ts';
import { makeTables, type TableSet } from './tables.ts';

/** What an overlay held of an id: a row, its removal by a batch, or nothing. */
export type Held = AnyRow | Removal | undefined;

/** Marks a removed row; each removal is its own, so that a later one is told apart. */
export class Removal {
  readonly id: string;
  constructor(id: string) {
    this.id = id;
  }
}

/** What is committed but not yet synced, above the tables. */
export class Overlay {
  readonly #tables: TableSet = makeTables();
  readonly #removals = new Map<TableName, Map<string, Removal>>();

  /** The row above, `'gone'` where it is removed above, undefined where the table below decides. */
  get(table: TableName, id: string): AnyRow | 'gone' | undefined {
    const row = this.#tables[table].rows.get(id);
    if (row !== undefined) return row;
    return this.#removals.get(table)?.has(id) === true ? 'gone' : undefined;
  }

  /** The row or the removal that stands above. */
  held(table: TableName, id: string): Held {
    return this.#tables[table].rows.get(id) ?? this.#removals.get(table)?.get(id);
  }

  table(table: TableName): Table {
    return this.#tables[table];
  }

  touches(table: TableName): boolean {
    return this.#tables[table].rows.size > 0 || this.#removals.has(table);
  }

  /** Every id of a table that is written or removed above. */
  *idsOf(table: TableName): Generator<string> {
    yield* this.#tables[table].rows.keys();
    yield* this.#removals.get(table)?.keys() ?? [];
  }

  /** Puts a row or a removal (or, to undo, what was there before) and returns what was there. */
  set(table: TableName, id: string, next: Held): Held {
    const before = this.held(table, id);
    if (before instanceof Removal) this.#forget(table, id);
    if (next === undefined || next instanceof Removal) {
      if (before !== undefined) this.#tables[table].remove(id);
      if (next !== undefined) this.#remember(table, next);
    } else {
      this.#tables[table].put(next);
    }
    return before;
  }

  /** Lets go of what has been folded into the tables, unless something newer stands there. */
  settle(table: TableName, id: string, synced: AnyRow | Removal): void {
    if (this.held(table, id) === synced) this.set(table, id, undefined);
  }

  #remember(table: TableName, removal: Removal): void {
    const removals = this.#removals.get(table) ?? new Map<string, Removal>();
    removals.set(removal.id, removal);
    this.#removals.set(table, removals);
  }

  #forget(table: TableName, id: string): void {
    const removals = this.#removals.get(table);
    removals?.delete(id);
    if (removals?.size === 0) this.#removals.delete(table);
  }
}
