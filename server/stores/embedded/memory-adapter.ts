import type { DataAdapter } from './data-adapter.ts';

/** Keeps nothing beyond the process: for tests that need no disk. */
export const memoryAdapter: DataAdapter = {
  read: () => Promise.resolve(null),
  write: () => Promise.resolve(),
  reopen: () => Promise.reject(new Error('There is nothing to open again.')),
  close: () => Promise.resolve(),
};
