import type { Visibility } from '../../sdk/contract/teams.ts';

/** Who is asking, with the rights read at this very request. */
export type Viewer =
  | { kind: 'visitor' }
  | { kind: 'portal'; personId: string; onlyTicketId?: string }
  | { kind: 'agent'; personId: string; companyIds: readonly string[] }
  | { kind: 'manager'; personId: string }
  | { kind: 'server'; keyId: string };

/** How a person stands to a ticket or, for the last, to any ticket of a team. */
export type Tie = 'ticketFollower' | 'teamFollower' | 'assignee' | 'anyTicketFollower';

/** Every part that is present must hold. */
export interface Clause {
  /** The team's visibility is one of these. */
  visibility: readonly Visibility[];
  /** The company wall: the team has no company, or one of these. */
  companies?: readonly string[];
  /** The person has at least one of the ties. */
  tied?: { personId: string; by: readonly Tie[] };
  /** Only this ticket: what a guest link opens. */
  ticketId?: string;
  /** Archived tickets do not exist here. */
  live?: true;
}

/** What a viewer may see, as data: at least one clause holds. `'all'` sees everything, `[]` nothing. */
export interface Scope {
  tickets: 'all' | readonly Clause[];
  teams: 'all' | readonly Clause[];
}

/** For the helpdesk's own work, which acts for nobody. */
export const everything: Scope = { tickets: 'all', teams: 'all' };

const nothing: Scope = { tickets: [], teams: [] };

/** The visibility table of RULES.md, "Visibility: who sees what", as data for every store. */
export function scopeOf(viewer: Viewer): Scope {
  switch (viewer.kind) {
    case 'visitor':
      return nothing;
    case 'manager':
    case 'server':
      return everything;
    case 'portal':
      return {
        tickets: [
          {
            visibility: ['public'],
            tied: { personId: viewer.personId, by: ['ticketFollower'] },
            live: true,
            ...(viewer.onlyTicketId === undefined ? {} : { ticketId: viewer.onlyTicketId }),
          },
        ],
        teams: [],
      };
    case 'agent': {
      const { personId } = viewer;
      const wall = viewer.companyIds.length > 0 ? { companies: viewer.companyIds } : {};
      const open: Clause = { visibility: ['company', 'public'], ...wall };
      const invited = (by: readonly Tie[]): Clause => ({
        visibility: ['private'],
        tied: { personId, by },
        ...wall,
      });
      return {
        tickets: [open, invited(['ticketFollower', 'teamFollower', 'assignee'])],
        teams: [open, invited(['teamFollower', 'anyTicketFollower'])],
      };
    }
  }
}

/** The facts a clause speaks of. `ties` answers lazily: a store looks up only what is asked. */
export interface Sight {
  visibility: Visibility;
  companyId: string | null;
  ticketId?: string;
  archived?: boolean;
  tied(personId: string, by: Tie): boolean;
}

/** The reference meaning of a scope; stores give the same answer from their indexes. */
export function sees(clauses: 'all' | readonly Clause[], sight: Sight): boolean {
  if (clauses === 'all') return true;
  return clauses.some(
    (clause) =>
      clause.visibility.includes(sight.visibility) &&
      (clause.companies === undefined ||
        sight.companyId === null ||
        clause.companies.includes(sight.companyId)) &&
      (clause.ticketId === undefined || clause.ticketId === sight.ticketId) &&
      !(clause.live === true && sight.archived === true) &&
      (clause.tied === undefined ||
        clause.tied.by.some((tie) => sight.tied(clause.tied?.personId ?? '', tie))),
  );
}
