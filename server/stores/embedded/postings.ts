import { byText, type Shelf, shelve, sizeOf, unshelve, walk } from './shelf.ts';
import { SortedList, type Walk } from './sorted-list.ts';
import { byNumber, type Entry } from './ticket-group.ts';

/** Which tickets hold which tokens. */
export class Postings {
  readonly #tickets = new Map<string, Shelf<Entry>>();
  readonly #tokens = new SortedList(byText);

  add(token: string, entry: Entry): void {
    const shelf = this.#tickets.get(token);
    if (shelf === undefined) this.#tokens.add(token);
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

  /** The tickets of up to so many tokens that begin like this, a shelf for each. */
  startingWith(prefix: string, atMost: number): Shelf<Entry>[] {
    const exact = this.#tickets.get(prefix);
    const shelves = exact === undefined ? [] : [exact];
    const next = this.#tokens.walk(false, prefix);
    let token = next();
    while (token?.startsWith(prefix) && shelves.length < atMost) {
      const shelf = this.#tickets.get(token);
      if (shelf !== undefined) shelves.push(shelf);
      token = next();
    }
    return shelves;
  }
}
