import type { Visibility } from '../../sdk/contract/teams.ts';
import { followerId, type PersonRow, type TeamFollowerRow, type TeamRow } from '../stores/rows.ts';
import type { Reader, Transaction } from '../stores/store.ts';
import type { Act } from './act.ts';
import { mayFollow } from './add-followers.ts';
import { announceLostTeamIn, sideOf } from './announce-lost.ts';
import {
  hideFromCustomersIn,
  portalFollowersOf,
  rememberFollowerIn,
} from './hide-from-customers.ts';
import { seeTeam } from './see-team.ts';
import { showToCustomersIn } from './show-to-customers.ts';
import { ticketsOfTeam } from './tickets-of-team.ts';

const leavesPublic = (from: Visibility, to: Visibility): boolean =>
  from === 'public' && to !== 'public';

/** Portal persons who follow a team. */
async function portalTeamFollowers(
  reader: Reader,
  teamId: string,
): Promise<{ row: TeamFollowerRow; person: PersonRow }[]> {
  const rows = await reader.find('teamFollower', 'teamId', teamId);
  const people = await reader.getMany(
    'person',
    rows.map((row) => row.personId),
  );
  const personOf = new Map(people.map((person) => [person.id, person]));
  return rows.flatMap((row) => {
    const person = personOf.get(row.personId);
    return person?.kind === 'portal' ? [{ row, person }] : [];
  });
}

/** How many portal persons a change of visibility would remove: from the team, and person by ticket. */
export async function previewVisibilityChange(
  act: Act,
  teamId: string,
  to: Visibility,
): Promise<{ removedFollowers: number; removedTicketFollowers: number }> {
  const { store } = act.house;
  const team = await seeTeam(store, act, teamId);
  if (!leavesPublic(team.visibility, to)) return { removedFollowers: 0, removedTicketFollowers: 0 };
  let removedTicketFollowers = 0;
  for await (const tickets of ticketsOfTeam(store, teamId)) {
    const found = await Promise.all(tickets.map((ticket) => portalFollowersOf(store, ticket.id)));
    removedTicketFollowers += found.flat().length;
  }
  const removedFollowers = (await portalTeamFollowers(store, teamId)).length;
  return { removedFollowers, removedTicketFollowers };
}

async function hideIn(tx: Transaction, team: TeamRow): Promise<void> {
  for (const { row, person } of await portalTeamFollowers(tx, team.id)) {
    await rememberFollowerIn(tx, {
      teamId: team.id,
      ticketId: null,
      personId: person.id,
      muted: false,
    });
    await tx.remove('teamFollower', row.id);
  }
  for await (const tickets of ticketsOfTeam(tx, team.id)) {
    for (const ticket of tickets) await hideFromCustomersIn(tx, ticket, team, team.id);
  }
}

async function showIn(tx: Transaction, team: TeamRow): Promise<void> {
  const formers = await tx.find('formerFollower', 'teamId', team.id);
  const people = await tx.getMany(
    'person',
    formers.map((former) => former.personId),
  );
  const personOf = new Map(people.map((person) => [person.id, person]));
  for (const { ticketId, personId } of formers) {
    const person = personOf.get(personId);
    if (ticketId !== null || person === undefined || !mayFollow(person, team)) continue;
    const id = followerId(team.id, personId);
    if ((await tx.get('teamFollower', id)) === undefined) {
      await tx.put('teamFollower', { id, version: 0, teamId: team.id, personId });
    }
  }
  await showToCustomersIn(tx, team, formers);
}

/**
 * Does to a team's followers what a change of its settings means, inside the commit that changes it.
 * Leaving the public, every portal person is removed from the team and from all its tickets, and what
 * hung on it ends; back in public, exactly they follow again.
 */
export async function changeVisibilityIn(
  tx: Transaction,
  before: TeamRow,
  after: TeamRow,
): Promise<void> {
  if (leavesPublic(before.visibility, after.visibility)) await hideIn(tx, before);
  if (after.visibility === 'public' && before.visibility !== 'public') await showIn(tx, after);
  if (before.visibility === after.visibility && before.companyId === after.companyId) return;
  const now = await sideOf(tx, after);
  const colleagues = await tx.find('person', 'kind', 'internal');
  await announceLostTeamIn(tx, { ...now, team: before }, now, colleagues);
}
