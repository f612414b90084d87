import type { TableName } from '../rows.ts';
import { type AnyRow, Filing } from './filing.ts';
import type { Shelf } from './shelf.ts';

/** Marks a removed row; each removal is its own object, so that a later one is told apart. */
export class Removal {
  readonly id: string;

  constructor(id: string) {
    this.id = id;
  }
}

/** What stands above the tables for an id: a row, its removal, or nothing. */
export type Held = AnyRow | Removal | undefined;

/** The part of an overlay above one table. */
class Layer {
  readonly held = new Map<string, AnyRow | Removal>();
  /** Rows come and go quickly here, so that only lookups somebody asks are filed. */
  readonly filings = new Map<string, Filing>();
}

const rowIn = (held: Held): AnyRow | undefined => (held instanceof Removal ? undefined : held);

/** What is committed but not yet synced, above the tables. */
export class Overlay {
  readonly #layers = new Map<TableName, Layer>();

  /** The row or the removal that stands above; undefined where the table below decides. */
  get(table: TableName, id: string): Held {
    return this.#layers.get(table)?.held.get(id);
  }

  touches(table: TableName): boolean {
    return this.#layers.has(table);
  }

  /** Every id of a table that is written or removed above. */
  idsOf(table: TableName): Iterable<string> {
    return this.#layers.get(table)?.held.keys() ?? [];
  }

  /** The ids of the rows above that are filed under a key. */
  ids(table: TableName, lookup: string, key: string): Shelf<string> | undefined {
    const layer = this.#layers.get(table);
    if (layer === undefined) return undefined;
    let filing = layer.filings.get(lookup);
    if (filing === undefined) {
      filing = new Filing(table, lookup);
      for (const [id, held] of layer.held) filing.changed(id, undefined, rowIn(held));
      layer.filings.set(lookup, filing);
    }
    return filing.ids(key);
  }

  /** Puts a row or a removal (or, to undo, what was there before) and returns what was there. */
  set(table: TableName, id: string, next: Held): Held {
    let layer = this.#layers.get(table);
    if (layer === undefined) {
      layer = new Layer();
      this.#layers.set(table, layer);
    }
    const before = layer.held.get(id);
    for (const filing of layer.filings.values()) filing.changed(id, rowIn(before), rowIn(next));
    if (next !== undefined) layer.held.set(id, next);
    else if (layer.held.delete(id) && layer.held.size === 0) this.#layers.delete(table);
    return before;
  }

  /** Lets go of what has been folded into the tables, unless something newer stands there. */
  settle(table: TableName, id: string, synced: AnyRow | Removal): void {
    if (this.get(table, id) === synced) this.set(table, id, undefined);
  }
}
