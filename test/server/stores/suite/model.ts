import type { TicketSort } from '../../../../sdk/contract/tickets.ts';
import { type Scope, type Sight, sees, type Tie } from '../../../../server/rules/visibility.ts';
import { followerId, type TeamRow, type TicketRow } from '../../../../server/stores/rows.ts';
import type { TicketFilter } from '../../../../server/stores/store.ts';

/** The plainest helpdesk there is: every answer is worked out from all rows by the rule itself. */
export class Model {
  readonly teams = new Map<string, TeamRow>();
  readonly tickets = new Map<string, TicketRow>();
  readonly followers = new Set<string>();
  readonly teamFollowers = new Set<string>();

  /** The ids of what a list holds, in its order. */
  list(scope: Scope, filter: TicketFilter, sort: TicketSort): string[] {
    const key = sort.replace('-', '') as 'updatedAt' | 'createdAt' | 'number' | 'priority';
    const order = (one: TicketRow, other: TicketRow): number =>
      one[key] < other[key] ? -1 : one[key] > other[key] ? 1 : one.number - other.number;
    const found = [...this.tickets.values()]
      .filter((ticket) => passes(ticket, filter) && this.seesTicket(scope, ticket))
      .sort(order);
    return (sort.startsWith('-') ? found.reverse() : found).map(({ id }) => id);
  }

  seesTicket(scope: Scope, ticket: TicketRow): boolean {
    const team = this.teams.get(ticket.teamId);
    if (scope.tickets === 'all') return true;
    if (team === undefined) return false;
    return sees(scope.tickets, this.#sight(team, ticket));
  }

  /** The ids of the teams a scope shows. */
  teamsSeen(scope: Scope): string[] {
    return [...this.teams.values()]
      .filter((team) => sees(scope.teams, this.#sight(team)))
      .map(({ id }) => id)
      .sort();
  }

  #sight({ id: teamId, visibility, companyId }: TeamRow, ticket?: TicketRow): Sight {
    const follows = (ticketId: string, personId: string): boolean =>
      this.followers.has(followerId(ticketId, personId));
    const ties: Record<Tie, (personId: string) => boolean> = {
      ticketFollower: (personId) => ticket !== undefined && follows(ticket.id, personId),
      teamFollower: (personId) => this.teamFollowers.has(followerId(teamId, personId)),
      assignee: (personId) => ticket?.assigneeId === personId,
      anyTicketFollower: (personId) =>
        [...this.tickets.values()].some(
          (one) => one.teamId === teamId && follows(one.id, personId),
        ),
    };
    return {
      visibility,
      companyId,
      tied: (personId, by) => ties[by](personId),
      ...(ticket === undefined ? {} : { ticketId: ticket.id, archived: ticket.archived }),
    };
  }
}

function passes(ticket: TicketRow, filter: TicketFilter): boolean {
  const state = ticket.closedAt === null ? 'open' : 'closed';
  const { assigneeId = ticket.assigneeId } = filter;
  return (
    ticket.archived === (filter.archived ?? false) &&
    (filter.teamId ?? ticket.teamId) === ticket.teamId &&
    (filter.stageId ?? ticket.stageId) === ticket.stageId &&
    (filter.state ?? state) === state &&
    assigneeId === ticket.assigneeId &&
    (filter.customerId ?? ticket.customerId) === ticket.customerId &&
    (filter.tag === undefined || ticket.tags.includes(filter.tag))
  );
}
