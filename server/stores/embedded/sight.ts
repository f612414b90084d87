import { type Clause, type Sight, sees, type Tie } from '../../rules/visibility.ts';
import { followerId, type TeamRow, type TicketRow } from '../rows.ts';
import { keysOf } from './shelf.ts';
import { conditions } from './ticket-group.ts';
import type { TicketIndex } from './ticket-index.ts';
import type { View } from './view.ts';

/** What questions about tickets are answered from. */
export interface World {
  view: View;
  index: TicketIndex;
  /** Tickets that differ in the view from what the index holds. */
  touched: ReadonlySet<string>;
}

type Clauses = 'all' | readonly Clause[];

/** Whether the clauses show a ticket. */
export function seesTicket(world: World, clauses: Clauses, ticket: TicketRow): boolean {
  if (clauses === 'all') return true;
  const team = world.view.get('team', ticket.teamId);
  if (team === undefined) return false;
  const sight: Sight = {
    visibility: team.visibility,
    companyId: team.companyId,
    ticketId: ticket.id,
    archived: ticket.archived,
    tied: (personId, by) => isTied(world, team.id, ticket, personId, by),
  };
  return sees(clauses, sight);
}

/** Whether the clauses show a team. */
export function seesTeam(world: World, clauses: Clauses, team: TeamRow): boolean {
  return sees(clauses, {
    visibility: team.visibility,
    companyId: team.companyId,
    tied: (personId, by) => isTied(world, team.id, undefined, personId, by),
  });
}

/** How a person stands to a ticket, or to a team. */
export function isTied(
  world: World,
  teamId: string,
  ticket: TicketRow | undefined,
  personId: string,
  by: Tie,
): boolean {
  const { view } = world;
  switch (by) {
    case 'ticketFollower':
      return (
        ticket !== undefined &&
        view.get('ticketFollower', followerId(ticket.id, personId)) !== undefined
      );
    case 'assignee':
      return ticket?.assigneeId === personId;
    case 'teamFollower':
      return view.get('teamFollower', followerId(teamId, personId)) !== undefined;
    case 'anyTicketFollower':
      return followsAny(world, teamId, personId);
  }
}

function followsAny({ view, index, touched }: World, teamId: string, personId: string): boolean {
  const group = index.group('follower', personId, teamId);
  if (touched.size === 0) return group !== undefined;
  for (const ticketId of touched) {
    const follows = view.get('ticketFollower', followerId(ticketId, personId)) !== undefined;
    if (follows && view.get('ticket', ticketId)?.teamId === teamId) return true;
  }
  if (group === undefined) return false;
  return conditions.some((condition) =>
    keysOf(group.shelf('updatedAt', condition)).some(({ row }) => !touched.has(row.id)),
  );
}
