import { byText, type Shelf, shelve, sizeOf, unshelve, type Walk, walk } from './shelf.ts';
import { SortedTree } from './sorted-tree.ts';
import { byNumber, type Entry } from './ticket-group.ts';

/** Which tickets hold which tokens. */
export class Postings {
  readonly #tickets = new Map<string, Shelf<Entry>>();
  readonly #tokens: SortedTree<string> = new SortedTree<string, undefined>(undefined, byText);

  add(token: string, entry: Entry): void {
    const shelf = this.#tickets.get(token);
    if (shelf === undefined) this.#tokens.set(token, undefined);
    const grown = shelve(shelf, entry, byNumber);
    if (grown !== shelf) this.#tickets.set(token, grown);
  }

  remove(token: string, entry: Entry): void {
    const rest = unshelve(this.#tickets.get(token), entry, byNumber);
    if (rest !== undefined) {
      this.#tickets.set(token, rest);
      return;
    }
    this.#tickets.delete(token);
    this.#tokens.delete(token);
  }

  /** How many tickets hold a token. */
  count(token: string): number {
    return sizeOf(this.#tickets.get(token));
  }

  /** Walks the tickets that hold a token, the newest first. */
  newest(token: string): Walk<Entry> {
    return walk(this.#tickets.get(token), byNumber, true);
  }

  /** Calls with every ticket of every token that begins like this; some come more than once. */
  each(prefix: string, found: (entry: Entry) => void): void {
    this.#tokens.forRange(prefix, `${prefix}\uffff`, true, (token) => {
      const next = walk(this.#tickets.get(token), byNumber);
      for (let entry = next(); entry !== undefined; entry = next()) found(entry);
    });
  }
}
