import type { TicketPatch } from '../../sdk/contract/tickets.ts';
import { pipelineOf, stageAfterTeamMove } from '../rules/stages.ts';
import type { PersonRow, StageRow, TeamRow, TicketRow } from '../stores/rows.ts';
import type { Reader } from '../stores/store.ts';
import type { Act } from './act.ts';
import { mayTake } from './may-take.ts';
import { type Issue, Refusal, refuseIssues, unknownId } from './refusal.ts';
import { teamOf } from './see-team.ts';

/** What a patch names, found and allowed. */
export interface TicketChange {
  from: TeamRow;
  /** The team the ticket is in afterwards. */
  team: TeamRow;
  /** The stage it is in afterwards. */
  stage: StageRow | undefined;
  /** Undefined: the patch does not say. */
  assignee: PersonRow | null | undefined;
}

async function readTeam(
  reader: Reader,
  act: Act,
  patch: TicketPatch,
  from: TeamRow,
  issues: Issue[],
): Promise<TeamRow> {
  if (patch.teamId === undefined || patch.teamId === from.id) return from;
  const team = await reader.team(act.scope, patch.teamId);
  if (team === undefined) issues.push(unknownId(['teamId']));
  else if (team.archived) {
    issues.push({ path: ['teamId'], code: 'archived', message: 'This team is archived.' });
  }
  return team ?? from;
}

async function readStage(
  reader: Reader,
  patch: TicketPatch,
  ticket: TicketRow,
  team: TeamRow,
  issues: Issue[],
): Promise<StageRow | undefined> {
  if (patch.stageId === undefined && team.id === ticket.teamId) return undefined;
  const stages = await reader.find('stage', 'all', '');
  if (patch.stageId === undefined) return stageAfterTeamMove(stages, ticket.stageId, team.id);
  const stage = pipelineOf(stages, team.id).find((one) => one.id === patch.stageId);
  if (stage === undefined) issues.push(unknownId(['stageId']));
  return stage;
}

async function readAssignee(
  reader: Reader,
  patch: TicketPatch,
  ticket: TicketRow,
  team: TeamRow,
  issues: Issue[],
): Promise<PersonRow | null | undefined> {
  const { assigneeId } = patch;
  if (assigneeId === undefined || assigneeId === null) return assigneeId;
  const person = await reader.get('person', assigneeId);
  if (person === undefined) issues.push(unknownId(['assigneeId']));
  else if (!(await mayTake(reader, person, team, ticket.id))) {
    const message = 'This person cannot see the team, so the ticket cannot be theirs.';
    issues.push({ path: ['assigneeId'], code: 'not_in_team', message });
  }
  return person;
}

/** Finds what a patch of a ticket names; refuses with everything that is wrong at once. */
export async function readTicketPatch(
  reader: Reader,
  act: Act,
  ticket: TicketRow,
  patch: TicketPatch,
): Promise<TicketChange> {
  const issues: Issue[] = [];
  const from = await teamOf(reader, ticket);
  const team = await readTeam(reader, act, patch, from, issues);
  const stage = await readStage(reader, patch, ticket, team, issues);
  const assignee = await readAssignee(reader, patch, ticket, team, issues);
  if (patch.customerId !== undefined && patch.customerId !== null) {
    if ((await reader.get('person', patch.customerId)) === undefined) {
      issues.push(unknownId(['customerId']));
    }
  }
  refuseIssues(issues);
  if (patch.archived === false && ticket.mergedInto !== null) {
    throw new Refusal('conflict', 'This ticket was merged into another; undo the merge instead.');
  }
  return { from, team, stage, assignee };
}
