import type { Scope } from '../../rules/visibility.ts';
import type { TicketRow } from '../rows.ts';
import { sharing } from '../store.ts';
import { byText } from './shelf.ts';
import { seesTicket } from './sight.ts';
import type { Entry } from './ticket-group.ts';
import type { TicketWorld } from './ticket-pages.ts';

/** The tokens worth looking at: not those that one ticket alone holds, which is the one that asks. */
function rarest({ search }: TicketWorld, tokens: readonly string[]): string[] {
  const postings = search.postings();
  return [...new Set(tokens)]
    .map((token) => ({ token, count: postings.count(token) }))
    .filter(({ count }) => count > 1)
    .sort((one, other) => one.count - other.count || byText(one.token, other.token))
    .slice(0, sharing.tokens)
    .map(({ token }) => token);
}

/** Tickets that share rare words with a text, by the index of searched words. */
export function ticketsSharing(
  world: TicketWorld,
  scope: Scope,
  tokens: readonly string[],
  limit: number,
): TicketRow[] {
  const held = new Map<Entry, number>();
  for (const token of rarest(world, tokens)) {
    const next = world.search.postings().newest(token);
    for (let left = sharing.tickets; left > 0; left -= 1) {
      const entry = next();
      if (entry === undefined) break;
      held.set(entry, (held.get(entry) ?? 0) + 1);
    }
  }
  // Most hold one of the words alone, and are seldom needed: each rank is sorted when it is reached.
  const ranks: TicketRow[][] = [];
  for (const [{ row }, shared] of held) {
    if (row.archived) continue;
    const rank = ranks[shared];
    if (rank === undefined) ranks[shared] = [row];
    else rank.push(row);
  }
  const found: TicketRow[] = [];
  for (const rank of ranks.reverse()) {
    for (const row of rank?.sort((one, other) => other.number - one.number) ?? []) {
      if (found.length === limit) return found;
      if (seesTicket(world, scope.tickets, row)) found.push(row);
    }
  }
  return found;
}
