import type { Adapter } from 'lowdb';
import type { State } from './state.ts';
import type { Totals } from './totals.ts';

/** A lowdb Adapter that writes the state's unsaved batches and never walks the state. */
export interface DataAdapter extends Adapter<State> {
  /** After a failed write: opens the database again, proves a write, and says what is there. */
  reopen(): Promise<Totals>;
  close(): Promise<void>;
}
