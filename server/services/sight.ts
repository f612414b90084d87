import { scopeOf, sees, type Viewer } from '../rules/visibility.ts';
import type { PersonRow, TeamRow, TicketRow } from '../stores/rows.ts';

/**
 * The rights a person has at this moment, `onlyTicketId` for a guest link's session; an archived one
 * has those of a visitor.
 */
export function viewerOf(
  person: Pick<PersonRow, 'id' | 'kind' | 'role' | 'active' | 'companyIds'>,
  onlyTicketId: string | null = null,
): Viewer {
  const personId = person.id;
  if (!person.active) return { kind: 'visitor' };
  if (person.kind === 'portal') {
    return { kind: 'portal', personId, ...(onlyTicketId === null ? {} : { onlyTicketId }) };
  }
  if (person.role === 'manager') return { kind: 'manager', personId };
  return { kind: 'agent', personId, companyIds: person.companyIds };
}

/** How one person stands to a ticket and its team. */
export interface Standing {
  followsTicket: boolean;
  followsTeam: boolean;
}

/** Would this person see the ticket, standing to it like this? An archived person sees nothing. */
export const seesTicket = (
  person: PersonRow,
  ticket: Pick<TicketRow, 'id' | 'assigneeId' | 'archived'>,
  team: Pick<TeamRow, 'visibility' | 'companyId'>,
  standing: Standing,
): boolean =>
  sees(scopeOf(viewerOf(person)).tickets, {
    visibility: team.visibility,
    companyId: team.companyId,
    ticketId: ticket.id,
    archived: ticket.archived,
    tied: (personId, tie) => {
      if (personId !== person.id) return false;
      switch (tie) {
        case 'ticketFollower':
          return standing.followsTicket;
        case 'teamFollower':
          return standing.followsTeam;
        case 'assignee':
          return ticket.assigneeId === personId;
        case 'anyTicketFollower':
          return standing.followsTicket || ticket.assigneeId === personId;
      }
    },
  });
