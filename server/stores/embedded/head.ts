import { uniqueLookups } from '../lookups.ts';
import type { TableName, Tables, TicketRow } from '../rows.ts';
import { DuplicateKey, StaleRow } from '../store.ts';
import { type Batch, type Document, keyOf, sumOf } from './documents.ts';
import { type AnyRow, keysOf } from './filing.ts';
import { Loads } from './loads.ts';
import { type Held, Overlay, Removal } from './overlay.ts';
import type { State } from './state.ts';
import { added, subtracted, type Totals } from './totals.ts';
import { View } from './view.ts';

/** One row a transaction changed. */
interface Edit {
  table: TableName;
  id: string;
  /** The row as the transaction found it. */
  before: AnyRow | undefined;
  /** What the overlay held then. */
  held: Held;
}

/** The rows a transaction changed, by key. */
export type Edits = Map<string, Edit>;

/** Where transactions work: what is synced, and above it what is committed but not yet synced. */
export class Head {
  readonly #state: State;
  readonly #freezes: boolean;
  #overlay = new Overlay();
  #totals: Totals;
  #ticketNumber: number;
  readonly loads = new Loads();
  view: View;

  /** Freezing costs as much as all the rest of a put, so that only tests do it. */
  constructor(state: State, freezes: boolean) {
    this.#state = state;
    this.#freezes = freezes;
    this.#totals = state.totals;
    this.#ticketNumber = state.totals.ticketNumber;
    this.view = new View(state.tables, this.#overlay);
    for (const row of state.tables.ticket.rows.values()) {
      this.loads.changed(undefined, row as TicketRow);
    }
  }

  nextNumber(): number {
    this.#ticketNumber += 1;
    return this.#ticketNumber;
  }

  put<T extends TableName>(edits: Edits, table: T, row: Tables[T]): Tables[T] {
    const before = this.view.get(table, row.id);
    if ((before?.version ?? 0) !== row.version) {
      throw new StaleRow(`${table} ${row.id} was written by somebody else.`);
    }
    this.#checkUnique(table, row);
    const next = { ...row, version: row.version + 1 };
    if (this.#freezes) Object.freeze(next);
    this.#edit(edits, table, row.id, before, next);
    return next;
  }

  remove(edits: Edits, table: TableName, id: string): void {
    const before = this.view.get(table, id);
    if (before !== undefined) this.#edit(edits, table, id, before, new Removal(id));
  }

  /** Takes back everything a failed transaction did. */
  undo(edits: Edits): void {
    for (const { table, id, before, held } of edits.values()) {
      if (table === 'ticket') {
        this.loads.changed(this.view.get(table, id), before as TicketRow | undefined);
      }
      this.#overlay.set(table, id, held);
    }
  }

  /** Closes a transaction: its documents, and what the database adds up to with them. */
  commit(edits: Edits): Batch {
    const documents: Document[] = [];
    let { transactions, documents: count, checksum } = this.#totals;
    for (const [key, { table, id, before }] of edits) {
      const next = this.#overlay.get(table, id);
      if (next === undefined) continue;
      if (before !== undefined) {
        count -= 1;
        checksum = subtracted(checksum, sumOf(JSON.stringify(before)));
      }
      const text = next instanceof Removal ? null : JSON.stringify(next);
      if (text !== null) {
        count += 1;
        checksum = added(checksum, sumOf(text));
      }
      documents.push({ table, id, key, next, text });
    }
    if (documents.length > 0) transactions += 1;
    const ticketNumber = this.#ticketNumber;
    this.#totals = { transactions, documents: count, checksum, ticketNumber };
    return { documents, totals: this.#totals };
  }

  /** Lets go of a batch that the state has taken in. */
  settle({ documents }: Batch): void {
    for (const { table, id, next } of documents) this.#overlay.settle(table, id, next);
  }

  /** Forgets everything that is not synced. */
  drop(): void {
    for (const id of this.#overlay.idsOf('ticket')) {
      this.loads.changed(this.view.get('ticket', id), this.#state.view.get('ticket', id));
    }
    this.#overlay = new Overlay();
    this.view = new View(this.#state.tables, this.#overlay);
    this.#totals = this.#state.totals;
  }

  /** The tickets about which the indexes of the synced state may say something else. */
  touchedTickets(): Set<string> {
    const touched = new Set(this.#overlay.idsOf('ticket'));
    for (const table of ['ticketFollower', 'message'] as const) {
      for (const id of this.#overlay.idsOf(table)) {
        for (const row of [this.#state.view.get(table, id), this.view.get(table, id)]) {
          if (row !== undefined) touched.add(row.ticketId);
        }
      }
    }
    for (const id of this.#overlay.idsOf('person')) {
      for (const ticket of this.#state.view.find('ticket', 'customerId', id))
        touched.add(ticket.id);
    }
    return touched;
  }

  /** Up to `limit` queued outbox rows due at a moment, the earliest first. */
  dueOutbox(now: string, limit: number): Tables['outbox'][] {
    const rows: Tables['outbox'][] = [];
    const next = this.#state.schedule.due(now);
    for (let id = next(); id !== undefined && rows.length < limit; id = next()) {
      const row = this.#overlay.get('outbox', id) === undefined && this.view.get('outbox', id);
      if (row) rows.push(row);
    }
    for (const id of this.#overlay.idsOf('outbox')) {
      const row = this.view.get('outbox', id);
      if (row?.status === 'queued' && row.nextAt <= now) rows.push(row);
    }
    const order = ({ nextAt, id }: Tables['outbox']): string => `${nextAt} ${id}`;
    return rows.sort((one, other) => (order(one) < order(other) ? -1 : 1)).slice(0, limit);
  }

  #edit(
    edits: Edits,
    table: TableName,
    id: string,
    before: AnyRow | undefined,
    next: AnyRow | Removal,
  ): void {
    const held = this.#overlay.set(table, id, next);
    const key = keyOf(table, id);
    if (!edits.has(key)) edits.set(key, { table, id, before, held });
    if (table !== 'ticket') return;
    this.loads.changed(
      before as TicketRow | undefined,
      next instanceof Removal ? undefined : (next as TicketRow),
    );
  }

  #checkUnique<T extends TableName>(table: T, row: Tables[T]): void {
    const lookup = (uniqueLookups as Partial<Record<TableName, string>>)[table];
    if (lookup === undefined) return;
    for (const key of keysOf(table, lookup, row)) {
      const other = this.view.find(table, lookup, key).find(({ id }) => id !== row.id);
      if (other !== undefined) throw new DuplicateKey(table, lookup);
    }
  }
}
