import type { Page } from '../../sdk/contract/common.ts';
import type { Ticket, TicketQuery } from '../../sdk/contract/tickets.ts';
import { queryTokensOf } from '../rules/tokens.ts';
import { everything } from '../rules/visibility.ts';
import type { TicketFilter, TicketPlace } from '../stores/store.ts';
import type { Act } from './act.ts';
import { actorOf } from './actor.ts';
import { cursorTo, placeOf } from './cursor.ts';
import { invalid } from './refusal.ts';
import { ticketViews } from './views/ticket-view.ts';

type Question = Omit<TicketFilter, 'tokens' | 'notes'>;

/** What no ticket can be asked for: the answer is an empty list. */
const nothing = 'nothing';

/** What the viewer's `me` and `none` mean; a server key is nobody's colleague. */
function assigneeOf(act: Act, assignee: string): string | null | typeof nothing {
  if (assignee === 'none') return null;
  return assignee === 'me' ? (actorOf(act.viewer) ?? nothing) : assignee;
}

function agentQuestion(act: Act, query: TicketQuery): Question | typeof nothing {
  const { team, stage, assignee, customer, tag, archived } = query;
  const assigneeId = assignee === undefined ? undefined : assigneeOf(act, assignee);
  if (assigneeId === nothing) return nothing;
  // Asked for archived ones, open and closed alike are meant.
  const state = query.state ?? (archived ? 'all' : 'open');
  return {
    archived,
    ...(team === undefined ? {} : { teamId: team }),
    ...(stage === undefined ? {} : { stageId: stage }),
    ...(state === 'all' ? {} : { state }),
    ...(assigneeId === undefined ? {} : { assigneeId }),
    ...(customer === undefined ? {} : { customerId: customer }),
    ...(tag === undefined ? {} : { tag }),
  };
}

/** Customers may not ask by what they may not read: that would tell it to them. */
async function portalQuestion(act: Act, query: TicketQuery): Promise<Question | typeof nothing> {
  const { team: slug, stage, assignee, customer, tag, archived, state = 'all', sort } = query;
  if (sort.endsWith('priority')) {
    throw invalid(['sort'], 'Sort by updatedAt, createdAt or number.');
  }
  if (stage !== undefined || assignee !== undefined || tag !== undefined || archived) {
    return nothing;
  }
  if (customer !== undefined && customer !== actorOf(act.viewer)) return nothing;
  const [team] =
    slug === undefined
      ? []
      : await act.house.store.findTeams(everything, 'slug', slug, { limit: 1 });
  if (slug !== undefined && team === undefined) return nothing;
  return {
    ...(team === undefined ? {} : { teamId: team.id }),
    ...(customer === undefined ? {} : { customerId: customer }),
    ...(state === 'all' ? {} : { state }),
  };
}

/** A page of the tickets the viewer sees. */
export async function listTickets(act: Act, query: TicketQuery): Promise<Page<Ticket>> {
  const { store } = act.house;
  const context = { list: 'tickets', query: { ...query } };
  const after = placeOf<TicketPlace>(act, context, query.cursor);
  const portal = act.viewer.kind === 'portal';
  const question = portal ? await portalQuestion(act, query) : agentQuestion(act, query);
  const words = query.q?.trim() ?? '';
  const tokens = words === '' ? undefined : queryTokensOf(words);
  if (question === nothing || tokens?.length === 0) return { items: [], nextCursor: null };
  const { items, next } = await store.tickets(act.scope, {
    ...question,
    ...(tokens === undefined ? {} : { tokens, notes: !portal }),
    sort: query.sort,
    limit: query.limit,
    ...(after === undefined ? {} : { after }),
  });
  return {
    items: await ticketViews(store, act, items),
    nextCursor: next === null ? null : cursorTo(act, context, next),
  };
}
