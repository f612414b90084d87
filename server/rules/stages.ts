/** What the rules ask of a stage. */
export interface StageFacts {
  id: string;
  order: number;
  folded: boolean;
  /** Empty: every team. */
  teamIds: readonly string[];
}

/** A team's pipeline: its own stages and those of no team, in stage order. */
export function pipelineOf<Stage extends StageFacts>(
  stages: readonly Stage[],
  teamId: string,
): Stage[] {
  return stages
    .filter((stage) => stage.teamIds.length === 0 || stage.teamIds.includes(teamId))
    .sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
}

/** Where new and reopened tickets of a team go: the first unfolded stage. */
export const openingStageOf = <Stage extends StageFacts>(
  stages: readonly Stage[],
  teamId: string,
): Stage | undefined => pipelineOf(stages, teamId).find((stage) => !stage.folded);

/** Where closing sends a ticket of a team: the first folded stage, if there is one. */
export const closingStageOf = <Stage extends StageFacts>(
  stages: readonly Stage[],
  teamId: string,
): Stage | undefined => pipelineOf(stages, teamId).find((stage) => stage.folded);

/** `closedAt` of a ticket that is now in `stage`: set on closing, kept while closed, cleared on opening. */
export const closedAtAfter = (
  closedAt: string | null,
  stage: { folded: boolean },
  now: Date,
): string | null => (stage.folded ? (closedAt ?? now.toISOString()) : null);

/** The stage of a ticket moved to another team: its own where the new pipeline has it, else the first unfolded one. */
export function stageAfterTeamMove<Stage extends StageFacts>(
  stages: readonly Stage[],
  stageId: string,
  newTeamId: string,
): Stage | undefined {
  const pipeline = pipelineOf(stages, newTeamId);
  return pipeline.find((stage) => stage.id === stageId) ?? pipeline.find((stage) => !stage.folded);
}

/** The teams that these stages would leave without an unfolded stage; every team must keep one. */
export const keepsOpenStage = (
  stages: readonly StageFacts[],
  teamIds: readonly string[],
): string[] => teamIds.filter((teamId) => openingStageOf(stages, teamId) === undefined);

/** The new `order` of each named stage: they exchange their places among themselves, all others stay. */
export function ordersAfter(
  stages: readonly StageFacts[],
  ids: readonly string[],
): Map<string, number> {
  const named = new Set(ids);
  const places = stages
    .filter((stage) => named.has(stage.id))
    .map((stage) => stage.order)
    .sort((a, b) => a - b);
  return new Map([...named].map((id, index) => [id, places[index] ?? 0]));
}
