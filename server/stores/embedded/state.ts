import type {
  MessageRow,
  OutboxRow,
  PersonRow,
  TableName,
  TicketFollowerRow,
  TicketRow,
} from '../rows.ts';
import type { Batch } from './documents.ts';
import type { AnyRow } from './filing.ts';
import { OutboxSchedule } from './outbox-schedule.ts';
import { Removal } from './overlay.ts';
import { SearchIndex } from './search-index.ts';
import { makeTables, type TableSet } from './tables.ts';
import { TicketIndex } from './ticket-index.ts';
import type { TicketWorld } from './ticket-pages.ts';
import { noTotals, type Totals } from './totals.ts';
import { View } from './view.ts';

const untouched: ReadonlySet<string> = new Set();

/** Everything that is synced, in memory with its indexes: the data of lowdb's `Low`. */
export class State implements TicketWorld {
  readonly tables: TableSet = makeTables();
  readonly view = new View(this.tables);
  readonly index = new TicketIndex(this.tables.ticketFollower);
  readonly search = new SearchIndex(this.view, this.index);
  readonly schedule = new OutboxSchedule();
  readonly touched = untouched;
  totals: Totals = noTotals;
  /** What the adapter writes next. */
  unsaved: readonly Batch[] = [];

  /** Builds the indexes over tables that were filled from disk. */
  loaded(totals: Totals): void {
    this.totals = totals;
    const tickets = this.tables.ticket.rows as ReadonlyMap<string, TicketRow>;
    this.index.load(tickets.values());
    this.search.load(tickets.values());
    for (const row of this.tables.outbox.rows.values()) {
      this.schedule.changed(undefined, row as OutboxRow);
    }
  }

  /** Takes in a batch that is now on disk. */
  fold({ documents, totals }: Batch): void {
    for (const { table, id, next } of documents) this.#apply(table, id, next);
    this.totals = totals;
  }

  #apply(name: TableName, id: string, next: AnyRow | Removal): void {
    const table = this.tables[name];
    const after = next instanceof Removal ? undefined : next;
    const before = after === undefined ? table.remove(id) : table.put(after);
    // Made and removed by one transaction: it was never here.
    if (before === undefined && after === undefined) return;
    switch (name) {
      case 'ticket':
        this.index.ticketChanged(before as TicketRow | undefined, after as TicketRow | undefined);
        this.search.ticketChanged(before as TicketRow | undefined, after as TicketRow | undefined);
        break;
      case 'ticketFollower':
        this.index.followerChanged(
          before as TicketFollowerRow | undefined,
          after as TicketFollowerRow | undefined,
        );
        break;
      case 'message':
        this.search.messageChanged(
          before as MessageRow | undefined,
          after as MessageRow | undefined,
        );
        break;
      case 'person':
        this.search.personChanged(before as PersonRow | undefined, after as PersonRow | undefined);
        break;
      case 'outbox':
        this.schedule.changed(before as OutboxRow | undefined, after as OutboxRow | undefined);
        break;
    }
  }
}
