import type { Team } from '../../../sdk/contract/teams.ts';
import { followerId, type TeamRow } from '../../stores/rows.ts';
import type { Reader } from '../../stores/store.ts';
import type { Act } from '../act.ts';
import { manages } from '../actor.ts';

/**
 * May the viewer, who sees the team, read its followers, members and settings? Those of a private
 * team are for managers and its followers.
 */
export async function readsSettings(reader: Reader, act: Act, team: TeamRow): Promise<boolean> {
  if (team.visibility !== 'private' || manages(act.viewer)) return true;
  if (act.viewer.kind !== 'agent') return false;
  return (await reader.get('teamFollower', followerId(team.id, act.viewer.personId))) !== undefined;
}

/** A team as this viewer, who sees it, may read it. */
export async function teamView(reader: Reader, act: Act, team: TeamRow): Promise<Team> {
  const { createdAt, ...row } = team;
  if (await readsSettings(reader, act, team)) return row;
  const { id, version, name, slug, description, visibility, archived, companyId } = row;
  return { id, version, name, slug, description, visibility, archived, companyId };
}
