import type { Stage } from '../../../sdk/contract/stages.ts';
import type { StageRow } from '../../stores/rows.ts';

/** A stage as managers read it. */
export const fullStageView = ({ order, ...stage }: StageRow): Stage => stage;

/**
 * A stage with those of its teams that the viewer sees; undefined where it belongs to others only,
 * and so does not exist for this viewer.
 */
export function stageView(row: StageRow, visibleTeamIds: ReadonlySet<string>): Stage | undefined {
  const stage = fullStageView(row);
  const teamIds = stage.teamIds.filter((id) => visibleTeamIds.has(id));
  return teamIds.length === 0 && stage.teamIds.length > 0 ? undefined : { ...stage, teamIds };
}
