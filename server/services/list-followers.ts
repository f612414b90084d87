import type { Follower } from '../../sdk/contract/teams.ts';
import type { Act } from './act.ts';
import { forbidden } from './refusal.ts';
import { seeTeam } from './see-team.ts';
import { seeTicket } from './see-ticket.ts';
import { followerViews } from './views/follower-views.ts';
import { readsSettings } from './views/team-view.ts';

/** Who follows a ticket. */
export async function listTicketFollowers(
  act: Act,
  ticketId: string,
): Promise<{ items: Follower[] }> {
  const { store } = act.house;
  await seeTicket(store, act, ticketId);
  const rows = await store.find('ticketFollower', 'ticketId', ticketId);
  return { items: await followerViews(store, rows) };
}

/** 404 for a team out of sight; 403 for a private one whose followers the viewer may not read. */
export async function checkTeamFollowers(act: Act, teamId: string): Promise<void> {
  const { store } = act.house;
  const team = await seeTeam(store, act, teamId);
  if (!(await readsSettings(store, act, team))) {
    throw forbidden('Only managers and its followers read the followers of a private team.');
  }
}

/** Who follows a team. */
export async function listTeamFollowers(act: Act, teamId: string): Promise<{ items: Follower[] }> {
  const { store } = act.house;
  await checkTeamFollowers(act, teamId);
  return { items: await followerViews(store, await store.find('teamFollower', 'teamId', teamId)) };
}
