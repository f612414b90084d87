import type { AssignMethod, Visibility } from '../../sdk/contract/teams.ts';
import { availableFrom, type Presence } from './availability.ts';
import { crossesWall } from './following.ts';

/** Somebody who may be given a ticket automatically, with the tickets of this team they hold now. */
export interface Candidate extends Presence {
  personId: string;
  /** Open, closed and archived ones; merged-away ones not. */
  total: number;
  /** In an unfolded stage and not archived. */
  open: number;
  /** Rises with each automatic assignment of the team; null: never had one. */
  turn: number | null;
}

/** Who gets a ticket; `availableFrom` says when they are back, null when they are there now. */
export interface Choice {
  personId: string;
  availableFrom: string | null;
}

const burdenOf = {
  equal_total: (candidate: Candidate): number => candidate.total,
  equal_open: (candidate: Candidate): number => candidate.open,
} as const satisfies Record<AssignMethod, unknown>;

/** Fewest tickets; then longest since the last turn, never first; then the order given. */
function nextInTurn(method: AssignMethod, candidates: readonly Candidate[]): Candidate | undefined {
  const burden = burdenOf[method];
  const turn = (candidate: Candidate): number => candidate.turn ?? Number.NEGATIVE_INFINITY;
  let best: Candidate | undefined;
  for (const candidate of candidates) {
    if (
      best === undefined ||
      burden(candidate) < burden(best) ||
      (burden(candidate) === burden(best) && turn(candidate) < turn(best))
    ) {
      best = candidate;
    }
  }
  return best;
}

/**
 * Automatic assignment of RULES.md. `candidates` come in the order that breaks the last tie: the
 * member list, or the order of creation for an empty list. Where nobody is there, it looks ahead to
 * the earliest moment at which someone is and chooses among those; undefined where nobody ever is.
 */
export function chooseAssignee(
  method: AssignMethod,
  candidates: readonly Candidate[],
  now: Date,
): Choice | undefined {
  const comings = candidates.flatMap((candidate) => {
    const from = availableFrom(candidate, now)?.getTime();
    return from === undefined ? [] : [{ candidate, from }];
  });
  const earliest = comings.reduce((least, { from }) => Math.min(least, from), Infinity);
  const chosen = nextInTurn(
    method,
    comings.filter(({ from }) => from === earliest).map(({ candidate }) => candidate),
  );
  if (chosen === undefined) return undefined;
  return {
    personId: chosen.personId,
    availableFrom: earliest === now.getTime() ? null : new Date(earliest).toISOString(),
  };
}

/** What assignment asks of a person. */
export interface Colleague {
  kind: 'internal' | 'portal';
  role: 'agent' | 'manager' | null;
  active: boolean;
  companyIds: readonly string[];
}

/**
 * Does the empty member list mean this person? All active agents and managers who belong to the
 * team's company or list none, and for a private team follow it.
 */
export function isEligible(
  person: Pick<Colleague, 'kind' | 'active' | 'companyIds'>,
  team: { companyId: string | null; visibility: Visibility },
  followsTeam: boolean,
): boolean {
  return (
    person.kind === 'internal' &&
    person.active &&
    (team.companyId === null ||
      person.companyIds.length === 0 ||
      person.companyIds.includes(team.companyId)) &&
    (team.visibility !== 'private' || followsTeam)
  );
}

/**
 * May somebody on the team's member list be given its tickets? Being named a member invites to a
 * private team; nothing crosses the company wall.
 */
export function mayServe(person: Colleague, team: { companyId: string | null }): boolean {
  return person.kind === 'internal' && person.active && !crossesWall(person, team);
}

/**
 * May this person be made a ticket's assignee by hand? They may see the team; `invited` means that
 * they follow it or one of its tickets.
 */
export function mayBeAssigned(
  person: Colleague,
  team: { companyId: string | null; visibility: Visibility },
  invited: boolean,
): boolean {
  return (
    mayServe(person, team) &&
    (team.visibility !== 'private' || person.role === 'manager' || invited)
  );
}
