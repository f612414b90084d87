import { holds, type Shelf, sizeOf, walk } from './shelf.ts';
import { byNumber, type Entry } from './ticket-group.ts';

/** Where the tickets of one token of a search are found. */
export interface TokenSource {
  /** The tickets of up to so many words that begin with the token, a shelf for each word. */
  shelves(atMost: number): readonly Shelf<Entry>[];
  /** Reads in a ticket whether it holds such a word: slow, but it needs no shelves. */
  reads(entry: Entry): boolean;
  /** The highest number of a ticket. */
  highest: number;
}

/** Up to here every shelf is asked; above, the ticket is read. */
const fewWords = 8;
/** With more words than this nobody counts their tickets. */
const manyWords = 500;
/** Asked more often than this, a token's tickets are marked once and for all. */
const fewQuestions = 2000;
/** Reading one ticket costs about as much as marking this many. */
const readingCost = 400;

/** The tickets that hold one token at the beginning of a word; some stand on several shelves. */
class Holders {
  readonly #source: TokenSource;
  readonly #shelves: readonly Shelf<Entry>[];
  readonly size: number;
  #questions: number;
  #marked: Uint8Array | undefined;

  constructor(source: TokenSource) {
    this.#source = source;
    this.#shelves = source.shelves(manyWords + 1);
    const countable = this.#shelves.length <= manyWords;
    this.size = countable
      ? this.#shelves.reduce((sum, shelf) => sum + sizeOf(shelf), 0)
      : Number.POSITIVE_INFINITY;
    this.#questions = this.#isShort
      ? fewQuestions
      : Math.min(this.size / readingCost, fewQuestions / 2);
  }

  has(entry: Entry): boolean {
    if (this.#marked !== undefined) return this.#marked[entry.row.number] === 1;
    if (this.#questions > 0) {
      this.#questions -= 1;
      return this.#isShort
        ? this.#shelves.some((shelf) => holds(shelf, entry, byNumber))
        : this.#source.reads(entry);
    }
    this.#marked = this.#mark();
    return this.has(entry);
  }

  each(found: (entry: Entry) => void): void {
    const all =
      this.#shelves.length <= manyWords
        ? this.#shelves
        : this.#source.shelves(Number.POSITIVE_INFINITY);
    for (const shelf of all) {
      const next = walk(shelf, byNumber);
      for (let entry = next(); entry !== undefined; entry = next()) found(entry);
    }
  }

  get #isShort(): boolean {
    return this.#shelves.length <= fewWords;
  }

  #mark(): Uint8Array {
    const marked = new Uint8Array(this.#source.highest + 1);
    this.each(({ row }) => {
      marked[row.number] = 1;
    });
    return marked;
  }
}

/** The tickets whose texts hold every token of a search. */
export class Matches {
  readonly #holders: readonly Holders[];
  /** There are no more than this. */
  readonly atMost: number;

  constructor(tokens: readonly TokenSource[]) {
    this.#holders = tokens
      .map((source) => new Holders(source))
      .sort((one, other) => (one.size < other.size ? -1 : 1));
    this.atMost = this.#holders[0]?.size ?? 0;
  }

  has(entry: Entry): boolean {
    return this.atMost > 0 && this.#holders.every((holders) => holders.has(entry));
  }

  /** All of them: for when there are few. */
  entries(): Set<Entry> {
    const [rarest, ...others] = this.#holders;
    const entries = new Set<Entry>();
    rarest?.each((entry) => {
      if (others.every((holders) => holders.has(entry))) entries.add(entry);
    });
    return entries;
  }
}
