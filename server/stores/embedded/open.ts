import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { Store } from '../store.ts';
import { EmbeddedStore } from './embedded-store.ts';
import { LevelAdapter, type MakeLevel } from './level-adapter.ts';
import { memoryAdapter } from './memory-adapter.ts';

export interface EmbeddedOptions {
  /** The folder that keeps the data, made where it is missing; null keeps it in memory only, with rows frozen. */
  dataDir: string | null;
  /** Makes the part of the changes' ids that tells one start from another. Default: random. */
  ids?: { id(): string };
  /** Default: standard error. */
  log?: (message: string, error?: unknown) => void;
  /** The disk holds something else than memory after a failed write. Default: the process stops. */
  onFatal?: (error: Error) => void;
  /** Waits, in milliseconds, before the database is opened again after a failed write. */
  pause?: (milliseconds: number) => Promise<void>;
  /** Makes the LevelDB instance; tests put faults into it. */
  makeLevel?: MakeLevel;
}

const logToStandardError = (message: string, error?: unknown): void => {
  console.error(message, ...(error === undefined ? [] : [error]));
};

const stop = (error: Error): void => {
  console.error(error.message);
  process.exit(1);
};

/**
 * Opens the store that needs no other program. Throws `FolderInUse` where another process has the
 * folder, and `DataDamaged` where the folder does not hold what was written to it.
 */
export async function openEmbeddedStore(options: EmbeddedOptions): Promise<Store> {
  const { dataDir, ids, log = logToStandardError, onFatal = stop, makeLevel } = options;
  const pause =
    options.pause ?? (async (milliseconds) => setTimeout(milliseconds, undefined, { ref: false }));
  return EmbeddedStore.open({
    adapter: dataDir === null ? memoryAdapter : new LevelAdapter(dataDir, log, makeLevel),
    freezes: dataDir === null,
    epoch: ids?.id() ?? randomUUID(),
    log,
    onFatal,
    pause,
  });
}
