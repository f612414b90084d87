import type { Change, PublishedChange } from '../store.ts';

/** How many published changes are remembered. */
const remembered = 10_000;

/** Published changes in order: the latest are kept, and listeners are told. */
export class ChangeStream {
  /** Tells this process's ids from those of an earlier one. */
  readonly #epoch: string;
  readonly #failed: (error: unknown) => void;
  readonly #ring: PublishedChange[] = [];
  #count = 0;
  readonly #listeners = new Set<(change: PublishedChange) => void>();

  constructor(epoch: string, failed: (error: unknown) => void) {
    this.#epoch = epoch;
    this.#failed = failed;
  }

  subscribe(listener: (change: PublishedChange) => void): () => void {
    // Wrapped, so that one function given twice is told twice.
    const own = (change: PublishedChange): void => listener(change);
    this.#listeners.add(own);
    return () => {
      this.#listeners.delete(own);
    };
  }

  publish(change: Change): void {
    this.#count += 1;
    const published = { ...change, id: `${this.#epoch}.${this.#count}` };
    this.#ring[this.#count % remembered] = published;
    for (const listener of this.#listeners) {
      try {
        listener(published);
      } catch (error) {
        this.#failed(error);
      }
    }
  }

  /** The changes after an id; undefined where it is not remembered. */
  since(id: string): PublishedChange[] | undefined {
    const dot = id.lastIndexOf('.');
    const place = Number(id.slice(dot + 1));
    const known = id.slice(0, dot) === this.#epoch && this.#ring[place % remembered]?.id === id;
    if (!known) return undefined;
    const changes: PublishedChange[] = [];
    for (let next = place + 1; next <= this.#count; next += 1) {
      const change = this.#ring[next % remembered];
      if (change !== undefined) changes.push(change);
    }
    return changes;
  }
}
