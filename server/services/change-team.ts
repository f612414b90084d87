import type { Team, TeamPatch } from '../../sdk/contract/teams.ts';
import type { Act } from './act.ts';
import { changeVisibilityIn } from './change-visibility.ts';
import { definedOf } from './patch.ts';
import { checkTeamSettings, requireFreeSlug } from './read-team-settings.ts';
import { requireVersion } from './require-version.ts';
import { seeTeam } from './see-team.ts';
import { teamView } from './views/team-view.ts';

/** Changes a team's settings; what a change of visibility means for customers is one commit with it. */
export function changeTeam(act: Act, id: string, patch: TeamPatch): Promise<Team> {
  return act.transact(async (tx) => {
    await tx.lock('team', id);
    const before = await seeTeam(tx, act, id);
    const given = definedOf(patch);
    await checkTeamSettings(
      tx,
      patch,
      given.companyId === undefined ? before.companyId : given.companyId,
    );
    requireVersion(act, before);
    if (given.slug !== undefined && given.slug !== before.slug) {
      await tx.lock('team', 'slugs');
      await requireFreeSlug(tx, given.slug, id);
    }
    const team = await tx.put('team', { ...before, ...given });
    await changeVisibilityIn(tx, before, team);
    return teamView(tx, act, team);
  });
}
