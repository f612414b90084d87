import type { RatedTickets } from '../../sdk/contract/merging.ts';
import { similarityTo } from '../rules/similarity.ts';
import { tokensOf } from '../rules/tokens.ts';
import type { Act } from './act.ts';
import { seeTicket } from './see-ticket.ts';
import { agentTicketViews } from './views/ticket-view.ts';

/** How many candidates are rated, and how many of them are worth showing. */
const rated = 40;
const shown = 10;
/** Less than this is chance: a few common words, or nothing but the customer. */
const least = 20;

/** Tickets like one the viewer sees, the most similar first, of those the viewer sees. */
export async function similarTickets(act: Act, id: string): Promise<RatedTickets> {
  const { store } = act.house;
  const ticket = await seeTicket(store, act, id);
  const tokens = tokensOf(`${ticket.subject}\n${ticket.description}`);
  // One more than are rated: the ticket itself shares all of its words.
  const candidates = await store.ticketsSharing(act.scope, tokens, rated + 1);
  const rate = similarityTo(ticket);
  const similar = candidates
    .filter((candidate) => candidate.id !== id)
    .map((candidate) => ({ candidate, similarity: rate(candidate) }))
    .filter(({ similarity }) => similarity >= least)
    .sort((a, b) => b.similarity - a.similarity || b.candidate.number - a.candidate.number)
    .slice(0, shown);
  const views = await agentTicketViews(
    store,
    similar.map(({ candidate }) => candidate),
  );
  const items = views.map((view, index) => ({
    ticket: view,
    similarity: similar[index]?.similarity ?? 0,
  }));
  return { items };
}
