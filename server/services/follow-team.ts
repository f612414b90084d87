import { everything } from '../rules/visibility.ts';
import { followerId } from '../stores/rows.ts';
import type { Act } from './act.ts';
import { addFollowersIn } from './add-followers.ts';
import { announceLostTeamIn, sideOf } from './announce-lost.ts';
import { personNamed, requireFollowable } from './follow-ticket.ts';
import { removeFollowersIn } from './remove-followers.ts';
import { seeTeam } from './see-team.ts';

/** 404 for a team or person that is not there. */
export async function checkTeamFollower(act: Act, teamId: string, id: string): Promise<void> {
  const { store } = act.house;
  await seeTeam(store, act, teamId);
  await personNamed(store, act, id);
}

/** Makes somebody follow a team: from now on every new ticket and, with `existing`, the open ones. */
export async function followTeam(
  act: Act,
  teamId: string,
  id: string,
  existing: boolean,
): Promise<void> {
  await act.transact(async (tx) => {
    const team = await seeTeam(tx, act, teamId);
    const person = await personNamed(tx, act, id);
    requireFollowable(person, team);
    const key = followerId(teamId, person.id);
    if ((await tx.get('teamFollower', key)) !== undefined) return;
    await tx.put('teamFollower', { id: key, version: 0, teamId, personId: person.id });
    await tx.remove('formerFollower', key);
    if (!existing) return;
    for (const ticket of await tx.findTickets(everything, 'openByTeam', teamId)) {
      await addFollowersIn(tx, ticket, team, [person.id]);
    }
  });
}

/** Ends the following of a team; with `existing` of its present tickets too, but for those assigned. */
export async function leaveTeam(
  act: Act,
  teamId: string,
  id: string,
  existing: boolean,
): Promise<void> {
  await act.transact(async (tx) => {
    const team = await seeTeam(tx, act, teamId);
    const person = await personNamed(tx, act, id);
    const key = followerId(teamId, person.id);
    await tx.remove('formerFollower', key);
    const before = await sideOf(tx, team);
    await tx.remove('teamFollower', key);
    if (before.followerIds.has(person.id)) {
      await announceLostTeamIn(tx, before, await sideOf(tx, team), [person]);
    }
    if (!existing) return;
    for (const row of await tx.find('ticketFollower', 'personId', person.id)) {
      const ticket = await tx.ticket(everything, row.ticketId);
      if (ticket?.teamId !== teamId || ticket.assigneeId === person.id) continue;
      await removeFollowersIn(tx, ticket, team, [person]);
    }
  });
}
