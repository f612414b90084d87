import type { Stage, StagePatch } from '../../sdk/contract/stages.ts';
import { closedAtAfter } from '../rules/stages.ts';
import { everything } from '../rules/visibility.ts';
import type { StageRow, TeamRow } from '../stores/rows.ts';
import type { Reader, Transaction } from '../stores/store.ts';
import type { Act } from './act.ts';
import { definedOf } from './patch.ts';
import { Refusal } from './refusal.ts';
import { requireVersion } from './require-version.ts';
import { allTeams, checkStageIds, requireOpenStages, stageNamed } from './stage-checks.ts';
import { fullStageView } from './views/stage-view.ts';

/** How many tickets of a team are in a stage, archived ones included. */
async function countIn(reader: Reader, teamId: string, stageId: string): Promise<number> {
  const [live, archived] = await Promise.all([
    reader.countTickets(everything, { teamId, stageId }),
    reader.countTickets(everything, { teamId, stageId, archived: true }),
  ]);
  return live + archived;
}

/** A team is taken off a stage only when the stage holds none of its tickets. */
async function requireEmptyFor(
  reader: Reader,
  before: StageRow,
  after: StageRow,
  teams: readonly TeamRow[],
): Promise<void> {
  const has = ({ teamIds }: StageRow, id: string) => teamIds.length === 0 || teamIds.includes(id);
  const leaving = teams.filter(({ id }) => has(before, id) && !has(after, id));
  const counts = await Promise.all(leaving.map(({ id }) => countIn(reader, id, before.id)));
  const count = counts.reduce((sum, one) => sum + one, 0);
  if (count > 0) {
    throw new Refusal('conflict', 'This stage holds tickets of a team it would be taken from.', {
      more: { count },
    });
  }
}

/** Closes or opens every ticket in a stage whose folded setting changed; nobody is mailed. */
async function refoldIn(tx: Transaction, act: Act, stage: StageRow): Promise<void> {
  for (const ticket of await tx.findTickets(everything, 'stageId', stage.id)) {
    const closedAt = closedAtAfter(ticket.closedAt, stage, act.now);
    if (closedAt === ticket.closedAt) continue;
    await tx.put('ticket', { ...ticket, closedAt, updatedAt: act.now.toISOString() });
    tx.announce({ type: 'ticket.updated', ticketId: ticket.id });
  }
}

/** Changes a stage. Changing its folded setting closes or opens every ticket in it. */
export function changeStage(act: Act, id: string, patch: StagePatch): Promise<Stage> {
  return act.transact(async (tx) => {
    const before = await stageNamed(tx, id);
    const [stages, teams] = await Promise.all([tx.find('stage', 'all', ''), allTeams(tx)]);
    checkStageIds(patch, teams);
    requireVersion(act, before);
    const given = definedOf(patch);
    const after: StageRow = {
      ...before,
      ...given,
      teamIds: [...new Set(given.teamIds ?? before.teamIds)],
    };
    await requireEmptyFor(tx, before, after, teams);
    requireOpenStages(
      stages.map((stage) => (stage.id === id ? after : stage)),
      teams,
    );
    const stage = await tx.put('stage', after);
    if (stage.folded !== before.folded) await refoldIn(tx, act, stage);
    return fullStageView(stage);
  });
}
