import type { Stage, StageDraft } from '../../sdk/contract/stages.ts';
import type { Act } from './act.ts';
import { allTeams, checkStageIds } from './stage-checks.ts';
import { fullStageView } from './views/stage-view.ts';

/** Creates a stage at the end of the order. */
export function createStage(act: Act, draft: StageDraft): Promise<Stage> {
  return act.transact(async (tx) => {
    const [stages, teams] = await Promise.all([tx.find('stage', 'all', ''), allTeams(tx)]);
    checkStageIds(draft, teams);
    const row = await tx.put('stage', {
      ...draft,
      teamIds: [...new Set(draft.teamIds)],
      id: act.house.ids.id(),
      version: 0,
      order: stages.reduce((last, { order }) => Math.max(last, order), 0) + 1,
    });
    return fullStageView(row);
  });
}
