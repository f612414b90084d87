import type { Team, TeamDraft } from '../../sdk/contract/teams.ts';
import { keepsOpenStage } from '../rules/stages.ts';
import type { TeamRow } from '../stores/rows.ts';
import type { Act } from './act.ts';
import { definedOf } from './patch.ts';
import { checkTeamSettings, freeSlugFor, requireFreeSlug } from './read-team-settings.ts';
import { Refusal } from './refusal.ts';
import { teamView } from './views/team-view.ts';

const defaults = {
  description: '',
  companyId: null,
  visibility: 'company',
  autoAssign: false,
  assignMethod: 'equal_total',
  memberIds: [],
  formFields: [],
  allowedOrigins: [],
  privacy: null,
  replyTo: null,
  customerMayClose: false,
  reopenPolicy: 'always',
  retentionDays: null,
  translations: {},
  archived: false,
} as const satisfies Partial<TeamRow>;

/** Creates a team; all but its name has a default. */
export function createTeam(act: Act, draft: TeamDraft): Promise<Team> {
  return act.transact(async (tx) => {
    await tx.lock('team', 'slugs');
    await checkTeamSettings(tx, draft, draft.companyId ?? null);
    if (draft.slug !== undefined) await requireFreeSlug(tx, draft.slug);
    const row: TeamRow = {
      ...defaults,
      memberIds: [],
      formFields: [],
      allowedOrigins: [],
      ...definedOf(draft),
      name: draft.name,
      slug: draft.slug ?? (await freeSlugFor(tx, draft.name)),
      id: act.house.ids.id(),
      version: 0,
      createdAt: act.now.toISOString(),
    };
    if (keepsOpenStage(await tx.find('stage', 'all', ''), [row.id]).length > 0) {
      const problem = 'There is no unfolded stage for all teams; create or unfold one first.';
      throw new Refusal('conflict', problem);
    }
    return teamView(tx, act, await tx.put('team', row));
  });
}
