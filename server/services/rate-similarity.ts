import type { RatedTickets } from '../../sdk/contract/merging.ts';
import { similarityTo } from '../rules/similarity.ts';
import type { Act } from './act.ts';
import { ticketsNamed } from './merge-selection.ts';
import { agentTicketViews } from './views/ticket-view.ts';

/** Rates each ticket, in the order given, against the first. */
export async function rateSimilarity(act: Act, ids: readonly string[]): Promise<RatedTickets> {
  const { store } = act.house;
  const rows = await ticketsNamed(store, act, ids, 'ids');
  const [first] = rows;
  if (first === undefined) return { items: [] };
  const rate = similarityTo(first);
  const tickets = await agentTicketViews(store, rows);
  return { items: tickets.map((ticket) => ({ ticket, similarity: rate(ticket) })) };
}
