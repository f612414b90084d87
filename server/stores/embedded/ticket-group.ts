import type { TicketSort } from '../../../sdk/contract/tickets.ts';
import type { TicketRow } from '../rows.ts';
import type { TicketPlace } from '../store.ts';
import { keysOf, type Shelf, shelve, sizeOf, unshelve } from './shelf.ts';
import type { Compare } from './sorted-list.ts';

/** A ticket as the indexes hold it: the same object whatever row it stands for at the moment. */
export interface Entry {
  row: TicketRow;
}

/** What tickets are sorted by. */
export type SortKey = 'updatedAt' | 'createdAt' | 'number' | 'priority';

export const sortKeyOf = (sort: TicketSort): SortKey => sort.replace('-', '') as SortKey;
export const isDescending = (sort: TicketSort): boolean => sort.startsWith('-');

const byTime =
  (key: 'updatedAt' | 'createdAt'): Compare<Entry> =>
  ({ row: one }, { row: other }) =>
    one[key] < other[key] ? -1 : one[key] > other[key] ? 1 : one.number - other.number;

export const byNumber: Compare<Entry> = ({ row: one }, { row: other }) => one.number - other.number;

/** How entries are ordered: by the key, then by number. */
export const orders: Readonly<Record<SortKey, Compare<Entry>>> = {
  updatedAt: byTime('updatedAt'),
  createdAt: byTime('createdAt'),
  number: byNumber,
  priority: ({ row: one }, { row: other }) =>
    one.priority - other.priority || one.number - other.number,
};

/** A stand-in that sorts where a ticket at that place does. */
export const entryAt = (sortKey: SortKey, place: TicketPlace): Entry => ({
  row: { number: place.number, [sortKey]: place.key } as unknown as TicketRow,
});

/** Open, closed, archived open, archived closed: each kept apart, so that none is skipped over. */
export type Condition = 0 | 1 | 2 | 3;
export const conditions: readonly Condition[] = [0, 1, 2, 3];

export const conditionOf = (row: TicketRow): Condition =>
  ((row.archived ? 2 : 0) + (row.closedAt === null ? 0 : 1)) as Condition;

type Shelves = (Shelf<Entry> | undefined)[];

/** The tickets of one team that have something in common, in order. */
export class TicketGroup {
  readonly teamId: string;
  readonly #byUpdate: Shelves = [undefined, undefined, undefined, undefined];
  /** Other orders, kept from their first use on. */
  #others: Map<SortKey, Shelves> | undefined;

  constructor(teamId: string) {
    this.teamId = teamId;
  }

  add(entry: Entry): void {
    const at = conditionOf(entry.row);
    this.#byUpdate[at] = shelve(this.#byUpdate[at], entry, orders.updatedAt);
    if (this.#others === undefined) return;
    for (const [key, shelves] of this.#others)
      shelves[at] = shelve(shelves[at], entry, orders[key]);
  }

  remove(entry: Entry): void {
    const at = conditionOf(entry.row);
    this.#byUpdate[at] = unshelve(this.#byUpdate[at], entry, orders.updatedAt);
    if (this.#others === undefined) return;
    for (const [key, shelves] of this.#others) {
      shelves[at] = unshelve(shelves[at], entry, orders[key]);
    }
  }

  size(of: readonly Condition[]): number {
    let size = 0;
    for (const condition of of) size += sizeOf(this.#byUpdate[condition]);
    return size;
  }

  get isEmpty(): boolean {
    return this.size(conditions) === 0;
  }

  shelf(sortKey: SortKey, condition: Condition): Shelf<Entry> | undefined {
    if (sortKey === 'updatedAt') return this.#byUpdate[condition];
    this.#others ??= new Map();
    let shelves = this.#others.get(sortKey);
    if (shelves === undefined) {
      shelves = this.#byUpdate.map((shelf) => sorted(shelf, orders[sortKey]));
      this.#others.set(sortKey, shelves);
    }
    return shelves[condition];
  }
}

function sorted(shelf: Shelf<Entry> | undefined, order: Compare<Entry>): Shelf<Entry> | undefined {
  let made: Shelf<Entry> | undefined;
  for (const entry of keysOf(shelf).toSorted(order)) made = shelve(made, entry, order);
  return made;
}
