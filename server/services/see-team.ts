import { everything } from '../rules/visibility.ts';
import type { TeamRow } from '../stores/rows.ts';
import type { Reader } from '../stores/store.ts';
import type { Act } from './act.ts';
import { notFound } from './refusal.ts';

/** The team, if the viewer sees it; 404 otherwise, whether it exists or not. */
export async function seeTeam(reader: Reader, act: Act, id: string): Promise<TeamRow> {
  const team = await reader.team(act.scope, id);
  if (team === undefined) throw notFound();
  return team;
}

/** The team a ticket is in, which every ticket has, whether the viewer sees the team or not. */
export async function teamOf(reader: Reader, ticket: { teamId: string }): Promise<TeamRow> {
  const team = await reader.team(everything, ticket.teamId);
  if (team === undefined) throw new Error('A ticket is in a team that is not there.');
  return team;
}

/** Says 404 for a team out of sight. */
export async function checkTeam(act: Act, id: string): Promise<void> {
  await seeTeam(act.house.store, act, id);
}
