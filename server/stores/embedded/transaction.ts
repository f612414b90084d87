import type { TableName, Tables } from '../rows.ts';
import { type Change, StoreUnavailable, type Transaction } from '../store.ts';
import type { Edits, Head } from './head.ts';
import type { Load } from './loads.ts';
import { WorldReader } from './reader.ts';
import type { State } from './state.ts';
import type { TicketWorld } from './ticket-pages.ts';
import type { View } from './view.ts';

/** One transaction at work. They run one after another, so that locks have nothing to do. */
export class EmbeddedTransaction extends WorldReader implements Transaction {
  readonly #state: State;
  readonly #head: Head;
  readonly edits: Edits = new Map();
  readonly announced: Change[] = [];
  #ended: 'done' | 'lost' | undefined;

  constructor(state: State, head: Head) {
    super();
    this.#state = state;
    this.#head = head;
  }

  async put<T extends TableName>(table: T, row: Tables[T]): Promise<Tables[T]> {
    this.#check();
    return this.#head.put(this.edits, table, row);
  }

  async remove(table: TableName, id: string): Promise<void> {
    this.#check();
    this.#head.remove(this.edits, table, id);
  }

  async lock(): Promise<void> {
    this.#check();
  }

  async nextNumber(): Promise<number> {
    this.#check();
    return this.#head.nextNumber();
  }

  async loads(teamId: string, personIds: readonly string[]): Promise<Map<string, Load>> {
    this.#check();
    return this.#head.loads.of(teamId, personIds);
  }

  announce(change: Change): void {
    this.#check();
    this.announced.push(change);
  }

  /** Up to `limit` queued outbox rows due at a moment. */
  dueOutbox(now: string, limit: number): Tables['outbox'][] {
    this.#check();
    return this.#head.dueOutbox(now, limit);
  }

  /** Ends it: nothing more may be read or written, least of all by a promise left behind. */
  end(): void {
    this.#ended ??= 'done';
  }

  /** Ends it because what it has read is gone. */
  lose(): void {
    this.#ended ??= 'lost';
  }

  get isLost(): boolean {
    return this.#ended === 'lost';
  }

  protected override view(): View {
    this.#check();
    return this.#head.view;
  }

  protected override world(): TicketWorld {
    this.#check();
    const head = this.#head;
    const { index, search } = this.#state;
    let touched: ReadonlySet<string> | undefined;
    return {
      view: head.view,
      index,
      search,
      // Worked out only where a question needs it.
      get touched() {
        touched ??= head.touchedTickets();
        return touched;
      },
    };
  }

  #check(): void {
    if (this.#ended === 'lost')
      throw new StoreUnavailable('The last write failed; try again soon.');
    if (this.#ended === 'done') throw new Error('This transaction has ended.');
  }
}
