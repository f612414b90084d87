import type { StagePatch } from '../../sdk/contract/stages.ts';
import { keepsOpenStage } from '../rules/stages.ts';
import { everything } from '../rules/visibility.ts';
import type { StageRow, TeamRow } from '../stores/rows.ts';
import type { Reader } from '../stores/store.ts';
import type { Act } from './act.ts';
import { type Issue, notFound, Refusal, refuseIssues, unknownId } from './refusal.ts';

/** Every team there is; a stage may belong to any of them. */
export const allTeams = (reader: Reader): Promise<TeamRow[]> =>
  reader.findTeams(everything, 'all', '');

/** The stage with this id; 404 where there is none. */
export async function stageNamed(reader: Reader, id: string): Promise<StageRow> {
  const stage = await reader.get('stage', id);
  if (stage === undefined) throw notFound();
  return stage;
}

/** Says 404 for a stage that is not there. */
export async function checkStage(act: Act, id: string): Promise<void> {
  await stageNamed(act.house.store, id);
}

/** The ids in a stage name teams; there are no templates to name yet. */
export function checkStageIds(patch: StagePatch, teams: readonly TeamRow[]): void {
  const issues: Issue[] = [];
  const known = new Set(teams.map((team) => team.id));
  patch.teamIds?.forEach((id, index) => {
    if (!known.has(id)) issues.push(unknownId(['teamIds', index]));
  });
  for (const key of ['emailTemplateId', 'smsTemplateId'] as const) {
    if (patch[key] !== undefined && patch[key] !== null) issues.push(unknownId([key]));
  }
  refuseIssues(issues);
}

/** Every team keeps at least one unfolded stage in its pipeline. */
export function requireOpenStages(stages: readonly StageRow[], teams: readonly TeamRow[]): void {
  const without = new Set(
    keepsOpenStage(
      stages,
      teams.map((team) => team.id),
    ),
  );
  const [team] = teams.filter(({ id }) => without.has(id));
  if (team === undefined) return;
  throw new Refusal('conflict', `${team.name} would be left without an unfolded stage.`);
}
