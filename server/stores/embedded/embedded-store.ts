import { Low } from 'lowdb';
import type { Scope } from '../../rules/visibility.ts';
import type { Tables, TicketRow } from '../rows.ts';
import type { TicketFilter, TicketPage, TicketPageQuery } from '../store.ts';
import {
  type Change,
  type PublishedChange,
  type Store,
  StoreUnavailable,
  type Transaction,
} from '../store.ts';
import { ChangeStream } from './change-stream.ts';
import type { DataAdapter } from './data-adapter.ts';
import type { Batch } from './documents.ts';
import { Head } from './head.ts';
import { WorldReader } from './reader.ts';
import { State } from './state.ts';
import type { TicketWorld } from './ticket-pages.ts';
import { ticketsSharing } from './tickets-sharing.ts';
import { EmbeddedTransaction } from './transaction.ts';
import type { View } from './view.ts';

/** A committed transaction on its way to the disk. */
interface Waiting {
  batch: Batch;
  announced: readonly Change[];
  synced(): void;
  failed(error: Error): void;
}

/** What the store needs from around it. */
export interface EmbeddedParts {
  adapter: DataAdapter;
  /** Whether written rows are frozen, so that whoever changes one is found. */
  freezes: boolean;
  /** Sets the ids of this process's changes apart. */
  epoch: string;
  log(message: string, error?: unknown): void;
  /** Called when the disk holds something else than memory: the process must not go on. */
  onFatal(error: Error): void;
  /** Waits between attempts to open the database again. */
  pause(milliseconds: number): Promise<void>;
}

/** The longest wait between two attempts to open the database again. */
const longestPause = 30_000;

/** The store in memory over lowdb, durable by its adapter. */
export class EmbeddedStore extends WorldReader implements Store {
  readonly #parts: EmbeddedParts;
  readonly #low: Low<State>;
  readonly #head: Head;
  readonly #stream: ChangeStream;
  /** The end of the line of transactions. */
  #turn: Promise<unknown> = Promise.resolve();
  #running: EmbeddedTransaction | undefined;
  #waiting: Waiting[] = [];
  #flushing: Promise<void> | undefined;
  #reopening: Promise<void> | undefined;
  #trouble: 'closed' | 'read-only' | undefined;

  #endPauses: () => void = () => {};
  /** Resolves when the store closes, which ends every wait. */
  readonly #closing = new Promise<void>((resolve) => {
    this.#endPauses = resolve;
  });

  private constructor(low: Low<State>, parts: EmbeddedParts) {
    super();
    this.#low = low;
    this.#parts = parts;
    this.#head = new Head(low.data, parts.freezes);
    this.#stream = new ChangeStream(parts.epoch, (error) =>
      parts.log('A listener for changes failed.', error),
    );
  }

  static async open(parts: EmbeddedParts): Promise<EmbeddedStore> {
    const low = new Low(parts.adapter, new State());
    await low.read();
    return new EmbeddedStore(low, parts);
  }

  transact<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    return this.#transact(work);
  }

  override async tickets(scope: Scope, query: TicketPageQuery): Promise<TicketPage> {
    if (query.tokens !== undefined) await this.#low.data.search.ready();
    return super.tickets(scope, query);
  }

  override async countTickets(scope: Scope, filter: TicketFilter): Promise<number> {
    if (filter.tokens !== undefined) await this.#low.data.search.ready();
    return super.countTickets(scope, filter);
  }

  async ticketsSharing(
    scope: Scope,
    tokens: readonly string[],
    limit: number,
  ): Promise<TicketRow[]> {
    await this.#low.data.search.ready();
    return ticketsSharing(this.world(), scope, tokens, limit);
  }

  subscribe(listener: (change: PublishedChange) => void): () => void {
    return this.#stream.subscribe(listener);
  }

  async changesSince(id: string): Promise<PublishedChange[] | undefined> {
    return this.#stream.since(id);
  }

  claimOutbox(now: string, until: string, limit: number): Promise<Tables['outbox'][]> {
    return this.#transact(async (tx) => {
      const claimed: Tables['outbox'][] = [];
      for (const row of tx.dueOutbox(now, limit)) {
        claimed.push(await tx.put('outbox', { ...row, nextAt: until }));
      }
      return claimed;
    });
  }

  async check(): Promise<void> {
    this.#checkWritable();
  }

  async close(): Promise<void> {
    if (this.#trouble === 'closed') return;
    await this.#turn;
    await this.#flushing;
    this.#trouble = 'closed';
    this.#endPauses();
    await this.#reopening;
    this.#low.data.search.close();
    await this.#parts.adapter.close();
  }

  protected override view(): View {
    return this.#low.data.view;
  }

  protected override world(): TicketWorld {
    return this.#low.data;
  }

  async #transact<Result>(work: (tx: EmbeddedTransaction) => Promise<Result>): Promise<Result> {
    const before = this.#turn;
    let next = (): void => {};
    this.#turn = new Promise<void>((resolve) => {
      next = resolve;
    });
    let result: Result;
    let synced: Promise<void> | undefined;
    try {
      await before;
      this.#checkWritable();
      const tx = new EmbeddedTransaction(this.#low.data, this.#head);
      this.#running = tx;
      try {
        result = await work(tx);
        if (tx.isLost) throw unavailable();
        synced = this.#commit(tx);
      } catch (error) {
        if (!tx.isLost) this.#head.undo(tx.edits);
        throw error;
      } finally {
        tx.end();
        this.#running = undefined;
      }
    } finally {
      next();
    }
    await synced;
    return result;
  }

  /** Puts a transaction in line for the disk. What only read waits too, for what it has read. */
  #commit({ edits, announced }: EmbeddedTransaction): Promise<void> | undefined {
    if (edits.size === 0 && announced.length === 0 && this.#flushing === undefined)
      return undefined;
    const batch = this.#head.commit(edits);
    return new Promise<void>((synced, failed) => {
      this.#waiting.push({ batch, announced, synced, failed });
      this.#flushing ??= this.#flush().finally(() => {
        this.#flushing = undefined;
      });
    });
  }

  /** Writes what waits, all that has come together as one, until nothing waits. */
  async #flush(): Promise<void> {
    const { data } = this.#low;
    while (this.#waiting.length > 0) {
      const taken = this.#waiting;
      this.#waiting = [];
      data.unsaved = taken.map(({ batch }) => batch);
      try {
        await this.#low.write();
      } catch (error) {
        this.#fail([...taken, ...this.#waiting], error);
        this.#parts.log('A write failed; the store is read-only until the disk is back.', error);
        this.#reopening = this.#reopen();
        return;
      } finally {
        data.unsaved = [];
      }
      try {
        for (const { batch } of taken) {
          data.fold(batch);
          this.#head.settle(batch);
        }
      } catch (error) {
        // On disk, but not whole in memory: only a new start brings them together.
        this.#fail([...taken, ...this.#waiting], error);
        this.#parts.onFatal(new Error('Memory could not follow the disk.', { cause: error }));
        return;
      }
      for (const { announced, synced } of taken) {
        for (const change of announced) this.#stream.publish(change);
        synced();
      }
    }
  }

  /** Forgets everything that is not synced, and writes nothing for now. */
  #fail(lost: readonly Waiting[], error: unknown): void {
    this.#waiting = [];
    this.#trouble = 'read-only';
    this.#running?.lose();
    this.#head.drop();
    for (const { failed } of lost) failed(unavailable(error));
  }

  /** Opens the database again and writes on once it holds exactly what memory does. */
  async #reopen(): Promise<void> {
    for (let wait = 100; this.#trouble === 'read-only'; wait = Math.min(2 * wait, longestPause)) {
      await Promise.race([this.#parts.pause(wait), this.#closing]);
      if (this.#trouble !== 'read-only') return;
      try {
        const found = await this.#parts.adapter.reopen();
        if (this.#trouble !== 'read-only') return;
        const { transactions, checksum } = this.#low.data.totals;
        if (found.transactions === transactions && found.checksum === checksum) {
          this.#trouble = undefined;
          this.#parts.log('The disk is back; the store writes again.');
        } else {
          this.#parts.onFatal(
            new Error(
              `After a failed write the disk holds transaction ${found.transactions} and memory ${transactions}. Start again to load what is on disk.`,
            ),
          );
          return;
        }
      } catch (error) {
        this.#parts.log('The database could not be opened again yet.', error);
      }
    }
  }

  #checkWritable(): void {
    if (this.#trouble === 'closed') throw new StoreUnavailable('The store is closed.');
    if (this.#trouble === 'read-only') throw unavailable();
  }
}

const unavailable = (cause?: unknown): StoreUnavailable =>
  new StoreUnavailable('Nothing can be written at the moment; try again soon.', { cause });
