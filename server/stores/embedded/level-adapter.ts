import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ClassicLevel } from 'classic-level';
import type { DataAdapter } from './data-adapter.ts';
import { partsOf, sumOf } from './documents.ts';
import { DataDamaged, FolderInUse } from './errors.ts';
import type { AnyRow } from './filing.ts';
import { keepFiles, letGo } from './kept-files.ts';
import { Mirror } from './mirror.ts';
import { SharedStrings } from './shared-strings.ts';
import { State } from './state.ts';
import { tableNames } from './tables.ts';
import { added, noTotals, type Totals } from './totals.ts';

/** Operations that are written as one. */
export interface LevelBatch {
  put(key: string, value: string): unknown;
  del(key: string): unknown;
  write(options: { sync: boolean }): Promise<void>;
}

/** The part of `ClassicLevel` that is used; tests put faults into it. */
export interface Level {
  open(): Promise<void>;
  close(): Promise<void>;
  get(key: string): Promise<string | undefined>;
  /** Filled by calls: eight times faster than an array of operations. */
  batch(): LevelBatch;
  iterator(options: { highWaterMarkBytes: number }): {
    nextv(size: number): Promise<[string, string][]>;
    close(): Promise<void>;
  };
}

export type MakeLevel = (path: string) => Level;

/** Bytes kept in the log before LevelDB sorts them into tables; its default sorts far more often. */
const writeBufferSize = 16 * 1024 * 1024;

const makeLevel: MakeLevel = (path) => new ClassicLevel<string, string>(path, { writeBufferSize });

// No table is called so: these sort before all documents.
const totalsKey = '!totals';
const probeKey = '!probe';

/** How many bytes are read at once at the start. */
const readAhead = 1024 * 1024;

const isCause = (error: unknown, code: string): boolean =>
  error instanceof Error &&
  ((error as NodeJS.ErrnoException).code === code || isCause(error.cause, code));

/** Keeps the state in LevelDB: one entry for each document, one batch for each sync. */
export class LevelAdapter implements DataAdapter {
  readonly #folder: string;
  readonly #make: MakeLevel;
  #opened: Level | undefined;
  #mirror: Mirror | undefined;
  readonly #log: (message: string, error?: unknown) => void;

  constructor(
    folder: string,
    log: (message: string, error?: unknown) => void,
    make: MakeLevel = makeLevel,
  ) {
    this.#folder = folder;
    this.#log = log;
    this.#make = make;
  }

  /** Opens the folder and loads everything; throws `FolderInUse` or `DataDamaged`. */
  async read(): Promise<State> {
    await mkdir(this.#folder, { recursive: true });
    const kept = join(this.#folder, 'store-before-start');
    const mine = await keepFiles(this.#path, kept);
    try {
      await this.#open();
    } catch (error) {
      if (mine && error instanceof FolderInUse) await letGo(kept);
      throw error;
    }
    try {
      const totals = await this.#totals();
      await this.#compareMirror(totals);
      const state = await this.#load(totals);
      this.#mirror = await Mirror.open(this.#folder, totals.transactions, (error) =>
        this.#log('The number of the last transaction could not be noted.', error),
      );
      await letGo(kept);
      return state;
    } catch (error) {
      await this.#level.close();
      const broken = error instanceof SyntaxError || isCause(error, 'LEVEL_CORRUPTION');
      throw broken ? this.#damaged('a document cannot be read', error) : error;
    }
  }

  /** Writes the unsaved batches as one; resolves when they are durable. */
  async write({ unsaved }: State): Promise<void> {
    const totals = unsaved.at(-1)?.totals;
    if (totals === undefined) return;
    if (unsaved.every(({ documents }) => documents.length === 0)) return;
    const batch = this.#level.batch();
    for (const { documents } of unsaved) {
      for (const { key, text } of documents) {
        if (text === null) batch.del(key);
        else batch.put(key, text);
      }
    }
    batch.put(totalsKey, JSON.stringify(totals));
    await batch.write({ sync: true });
    this.#mirror?.note(totals.transactions);
  }

  async reopen(): Promise<Totals> {
    await this.#level.close().catch(() => {
      // It failed before; what counts is whether it opens again.
    });
    await this.#open();
    const probe = this.#level.batch();
    probe.put(probeKey, '');
    await probe.write({ sync: true });
    return this.#totals();
  }

  async close(): Promise<void> {
    await this.#mirror?.close();
    this.#mirror = undefined;
    await this.#level.close();
  }

  get #path(): string {
    return join(this.#folder, 'store');
  }

  get #level(): Level {
    if (this.#opened === undefined) throw new Error('The database is not open.');
    return this.#opened;
  }

  async #open(): Promise<void> {
    try {
      // It begins to open as soon as it is made.
      this.#opened = this.#make(this.#path);
      await this.#opened.open();
    } catch (error) {
      if (isCause(error, 'LEVEL_CORRUPTION')) throw this.#damaged('it cannot be opened', error);
      if (!isCause(error, 'LEVEL_LOCKED')) throw error;
      throw new FolderInUse(
        `Another process works with the data folder ${this.#folder}. Stop it first, or use another folder; several servers need PostgreSQL.`,
        { cause: error },
      );
    }
  }

  async #totals(): Promise<Totals> {
    const text = await this.#level.get(totalsKey);
    return text === undefined ? noTotals : (JSON.parse(text) as Totals);
  }

  /** A database that ends before what was noted has lost its end. */
  async #compareMirror({ transactions }: Totals): Promise<void> {
    const noted = await Mirror.numberIn(this.#folder);
    if (noted === undefined && transactions > 0) {
      throw this.#damaged('the file last-transaction is missing');
    }
    if (noted !== undefined && noted > transactions) {
      throw this.#damaged(`it ends with transaction ${transactions}, but ${noted} was written`);
    }
  }

  async #load(totals: Totals): Promise<State> {
    const state = new State();
    const known = new Set<string>(tableNames);
    const strings = new SharedStrings();
    const entries = this.#level.iterator({ highWaterMarkBytes: readAhead });
    let documents = 0;
    let checksum = 0;
    for (;;) {
      const some = await entries.nextv(1000);
      if (some.length === 0) break;
      for (const [key, text] of some) {
        if (key === totalsKey || key === probeKey) continue;
        const { table, id } = partsOf(key);
        const row = JSON.parse(text) as AnyRow;
        if (!known.has(table) || row.id !== id) throw this.#damaged(`${key} does not belong there`);
        strings.share(row);
        state.tables[table as (typeof tableNames)[number]].put(row);
        documents += 1;
        checksum = added(checksum, sumOf(text));
      }
    }
    await entries.close();
    if (documents !== totals.documents || checksum !== totals.checksum) {
      throw this.#damaged(
        `it holds ${documents} documents of ${totals.documents}, or other versions of them`,
      );
    }
    state.loaded(totals);
    return state;
  }

  #damaged(what: string, cause?: unknown): DataDamaged {
    return new DataDamaged(
      `The database in ${this.#folder} is damaged: ${what}. Its files as they were are kept in store-before-start. Keep the folder, and start with a backup in another one.`,
      { cause },
    );
  }
}
