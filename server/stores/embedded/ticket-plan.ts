import type { Clause, Scope } from '../../rules/visibility.ts';
import type { TeamRow, TicketRow } from '../rows.ts';
import type { TicketFilter } from '../store.ts';
import { isTied, seesTicket, type World } from './sight.ts';
import { conditionsOf, passes } from './ticket-filter.ts';
import type { TicketGroup } from './ticket-group.ts';
import { type Grouping, nobody } from './ticket-index.ts';

/** Where the tickets of one team are found for a scope and a filter. */
export interface Source {
  /** Every ticket that qualifies is in at least one of them. */
  groups: readonly TicketGroup[];
  /** Undefined: everything in the groups qualifies, apart from its condition. */
  qualifies: ((row: TicketRow) => boolean) | undefined;
}

type PersonTie = 'ticketFollower' | 'assignee';
interface Invitation {
  personId: string;
  by: PersonTie;
}

const groupingOf = { ticketFollower: 'follower', assignee: 'assignee' } as const;

/** A source for each team in which the scope and the filter may find something. */
export function sourcesOf(world: World, scope: Scope, filter: TicketFilter): Source[] {
  const named = namedGroups(filter);
  const sources: Source[] = [];
  for (const teamId of teamsOf(world, scope, filter, named)) {
    const access = accessTo(world, scope, filter, teamId);
    if (access !== undefined) {
      const source = sourceIn(world, scope, filter, named, teamId, access);
      if (source !== undefined) sources.push(source);
    }
  }
  return sources;
}

/** The groups besides the team's that a filter names. */
function namedGroups(filter: TicketFilter): [Grouping, string][] {
  const named: [Grouping, string][] = [];
  if (filter.stageId !== undefined) named.push(['stage', filter.stageId]);
  if (filter.assigneeId !== undefined) named.push(['assignee', filter.assigneeId ?? nobody]);
  if (filter.customerId !== undefined) named.push(['customer', filter.customerId]);
  if (filter.tag !== undefined) named.push(['tag', filter.tag]);
  return named;
}

/** The fewest teams that have to be looked at. */
function teamsOf(
  { index, view }: World,
  { tickets: clauses }: Scope,
  filter: TicketFilter,
  named: readonly [Grouping, string][],
): Iterable<string> {
  if (filter.teamId !== undefined) return [filter.teamId];
  const [fewest] = named
    .map(([grouping, key]) => index.groups(grouping, key))
    .sort((one, other) => one.length - other.length);
  if (fewest !== undefined) return fewest.map((group) => group.teamId);
  if (clauses === 'all') return index.teamIds();
  const teamIds = new Set<string>();
  for (const { tied, ticketId } of clauses) {
    if (ticketId !== undefined) continue;
    if (tied === undefined || tied.by.includes('anyTicketFollower')) return index.teamIds();
    for (const by of tied.by) {
      if (by === 'teamFollower') {
        for (const row of view.find('teamFollower', 'personId', tied.personId)) {
          teamIds.add(row.teamId);
        }
      } else if (by !== 'anyTicketFollower') {
        for (const { teamId } of index.groups(groupingOf[by], tied.personId)) teamIds.add(teamId);
      }
    }
  }
  return teamIds;
}

/** Whether the whole team is in sight, or only what the person is invited to, or nothing. */
function accessTo(
  world: World,
  { tickets: clauses }: Scope,
  filter: TicketFilter,
  teamId: string,
): 'full' | Invitation[] | undefined {
  if (clauses === 'all') return 'full';
  const team = world.view.get('team', teamId);
  if (team === undefined) return undefined;
  const invitations: Invitation[] = [];
  for (const clause of clauses) {
    if (!mayHold(clause, team, filter)) continue;
    const { tied } = clause;
    if (tied === undefined) return 'full';
    for (const by of tied.by) {
      if (by === 'ticketFollower' || by === 'assignee') {
        invitations.push({ personId: tied.personId, by });
      } else if (isTied(world, teamId, undefined, tied.personId, by)) {
        return 'full';
      }
    }
  }
  return invitations.length === 0 ? undefined : invitations;
}

/** A clause for a single ticket is left to `singleTickets`. */
const mayHold = (clause: Clause, team: TeamRow, filter: TicketFilter): boolean =>
  clause.visibility.includes(team.visibility) &&
  (clause.companies === undefined ||
    team.companyId === null ||
    clause.companies.includes(team.companyId)) &&
  !(clause.live === true && filter.archived === true) &&
  clause.ticketId === undefined;

function sourceIn(
  world: World,
  scope: Scope,
  filter: TicketFilter,
  named: readonly [Grouping, string][],
  teamId: string,
  access: 'full' | readonly Invitation[],
): Source | undefined {
  const { index } = world;
  const wanted = conditionsOf(filter);
  let smallest: TicketGroup | undefined;
  for (const [grouping, key] of named.length > 0 ? named : [['team', teamId] as const]) {
    const group = index.group(grouping, key, teamId);
    if (group === undefined) return undefined;
    if (smallest === undefined || group.size(wanted) < smallest.size(wanted)) smallest = group;
  }
  if (smallest === undefined) return undefined;
  if (access === 'full') {
    const exact = named.length <= 1;
    return {
      groups: [smallest],
      qualifies: exact ? undefined : (row) => passes(filter, row),
    };
  }
  const invited = access
    .map(({ personId, by }) => index.group(groupingOf[by], personId, teamId))
    .filter((group) => group !== undefined);
  const invitedSize = invited.reduce((sum, group) => sum + group.size(wanted), 0);
  if (invitedSize <= smallest.size(wanted)) {
    return {
      groups: invited,
      qualifies: named.length === 0 ? undefined : (row) => passes(filter, row),
    };
  }
  return {
    groups: [smallest],
    qualifies: (row) => passes(filter, row) && seesTicket(world, scope.tickets, row),
  };
}

/** The tickets that the clauses of a scope name one by one. */
export function singleTickets({ view }: World, { tickets: clauses }: Scope): TicketRow[] {
  if (clauses === 'all') return [];
  return clauses
    .flatMap((clause) => (clause.ticketId === undefined ? [] : [clause.ticketId]))
    .map((id) => view.get('ticket', id))
    .filter((row) => row !== undefined);
}
