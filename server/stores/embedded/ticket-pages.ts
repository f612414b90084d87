import type { Scope } from '../../rules/visibility.ts';
import type { TicketRow } from '../rows.ts';
import type { TicketFilter, TicketPage, TicketPageQuery } from '../store.ts';
import type { Matches } from './matches.ts';
import { mergeWalks } from './merge-walks.ts';
import type { SearchIndex } from './search-index.ts';
import { walk } from './shelf.ts';
import { seesTicket, type World } from './sight.ts';
import type { Walk } from './sorted-list.ts';
import { conditionsOf, passes } from './ticket-filter.ts';
import {
  type Entry,
  entryAt,
  isDescending,
  orders,
  type SortKey,
  sortKeyOf,
} from './ticket-group.ts';
import { type Source, singleTickets, sourcesOf } from './ticket-plan.ts';

/** A world whose tickets can be searched. */
export interface TicketWorld extends World {
  search: SearchIndex;
}

/** Below this many found texts each is looked at; above, the lists are walked and the texts asked. */
const fewMatches = 1000;

interface Order {
  sortKey: SortKey;
  backwards: boolean;
  after: Entry | undefined;
}

/** A page of what the scope shows and the filter lets through. */
export function pageOf(world: TicketWorld, scope: Scope, query: TicketPageQuery): TicketPage {
  const sortKey = sortKeyOf(query.sort);
  const after = query.after === undefined ? undefined : entryAt(sortKey, query.after);
  const next = walkTickets(world, scope, query, {
    sortKey,
    backwards: isDescending(query.sort),
    after,
  });
  const items: TicketRow[] = [];
  let last: TicketRow | undefined;
  for (let row = next(); row !== undefined; row = next()) {
    if (items.length === query.limit) {
      if (last === undefined) break;
      return { items, next: { key: last[sortKey], number: last.number } };
    }
    items.push(row);
    last = row;
  }
  return { items, next: null };
}

/** How many tickets the scope shows and the filter lets through. */
export function countOf(world: TicketWorld, scope: Scope, filter: TicketFilter): number {
  const plain =
    filter.tokens === undefined &&
    world.touched.size === 0 &&
    singleTickets(world, scope).length === 0;
  if (!plain) return walkedCount(walkTickets(world, scope, filter, byUpdate));
  const wanted = conditionsOf(filter);
  let count = 0;
  for (const source of sourcesOf(world, scope, filter)) {
    const [only] = source.groups;
    count +=
      source.groups.length === 1 && only !== undefined && source.qualifies === undefined
        ? only.size(wanted)
        : walkedCount(distinct(walkSources([source], filter, byUpdate), byUpdate));
  }
  return count;
}

const byUpdate: Order = { sortKey: 'updatedAt', backwards: false, after: undefined };

function walkedCount(next: Walk<TicketRow>): number {
  let count = 0;
  while (next() !== undefined) count += 1;
  return count;
}

/** Walks the qualifying tickets in order, each once. */
function walkTickets(
  world: TicketWorld,
  scope: Scope,
  filter: TicketFilter,
  order: Order,
): Walk<TicketRow> {
  const { touched, search } = world;
  const matches =
    filter.tokens === undefined ? undefined : search.match(filter.tokens, filter.notes ?? false);
  const loose = looseTickets(world, scope, filter, matches);
  const indexed =
    matches === undefined || matches.atMost > fewMatches
      ? walkSources(sourcesOf(world, scope, filter), filter, order)
      : [];
  const found =
    touched.size === 0 && matches === undefined
      ? indexed
      : indexed.map((next) =>
          only(next, (entry) => !touched.has(entry.row.id) && matches?.has(entry) !== false),
        );
  return distinct(loose.length === 0 ? found : [...found, walkLoose(loose, order)], order);
}

/** Tickets that are judged one by one: found by search, named by the scope, or not yet indexed. */
function looseTickets(
  world: TicketWorld,
  scope: Scope,
  filter: TicketFilter,
  matches: Matches | undefined,
): TicketRow[] {
  const { view, touched, search } = world;
  const { tokens, notes = false } = filter;
  const fits = (row: TicketRow): boolean =>
    passes(filter, row) && seesTicket(world, scope.tickets, row);
  const loose: TicketRow[] = [];
  if (matches !== undefined && matches.atMost <= fewMatches) {
    for (const { row } of matches.entries()) {
      if (!touched.has(row.id) && fits(row)) loose.push(row);
    }
  } else {
    for (const row of singleTickets(world, scope)) {
      if (!touched.has(row.id) && matches?.has({ row }) !== false && fits(row)) loose.push(row);
    }
  }
  for (const id of touched) {
    const row = view.get('ticket', id);
    if (row === undefined || !fits(row)) continue;
    if (tokens === undefined || search.holds(view, row, tokens, notes)) loose.push(row);
  }
  return loose;
}

function walkLoose(rows: readonly TicketRow[], { sortKey, backwards, after }: Order): Walk<Entry> {
  if (rows.length === 0) return () => undefined;
  const order = orders[sortKey];
  const entries = rows.map((row): Entry => ({ row })).sort(order);
  if (backwards) entries.reverse();
  let place = 0;
  return () => {
    let entry = entries[place++];
    while (entry !== undefined && after !== undefined) {
      const past = order(entry, after);
      if (backwards ? past < 0 : past > 0) break;
      entry = entries[place++];
    }
    return entry;
  };
}

function walkSources(
  sources: readonly Source[],
  filter: TicketFilter,
  { sortKey, backwards, after }: Order,
): Walk<Entry>[] {
  const compare = orders[sortKey];
  const wanted = conditionsOf(filter);
  const walks: Walk<Entry>[] = [];
  for (const { groups, qualifies } of sources) {
    for (const group of groups) {
      for (const condition of wanted) {
        const shelf = group.shelf(sortKey, condition);
        if (shelf === undefined) continue;
        const next = walk(shelf, compare, backwards, after);
        walks.push(qualifies === undefined ? next : only(next, ({ row }) => qualifies(row)));
      }
    }
  }
  return walks;
}

/** Leaves out what does not qualify. */
function only(next: Walk<Entry>, qualifies: (entry: Entry) => boolean): Walk<Entry> {
  return () => {
    let entry = next();
    while (entry !== undefined && !qualifies(entry)) entry = next();
    return entry;
  };
}

/** Merges walks and leaves out the repeats, which follow each other. */
function distinct(walks: readonly Walk<Entry>[], { sortKey, backwards }: Order): Walk<TicketRow> {
  const next = mergeWalks(walks, orders[sortKey], backwards);
  let last: TicketRow | undefined;
  return () => {
    let entry = next();
    while (entry !== undefined && entry.row.number === last?.number) entry = next();
    last = entry?.row;
    return last;
  };
}
