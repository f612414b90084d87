import { closedAtAfter } from '../rules/stages.ts';
import type { StageRow, TicketRow } from '../stores/rows.ts';
import type { Transaction } from '../stores/store.ts';
import type { Act } from './act.ts';
import { noteHistory } from './note-history.ts';

/** The ticket in another stage, not saved yet, with the entry in its history. */
export async function setStageIn(
  tx: Transaction,
  act: Act,
  ticket: TicketRow,
  stage: StageRow,
): Promise<TicketRow> {
  if (ticket.stageId === stage.id) return ticket;
  const before = await tx.get('stage', ticket.stageId);
  await noteHistory(tx, act, ticket.id, 'stage_changed', {
    fromStageId: ticket.stageId,
    toStageId: stage.id,
    from: before?.name ?? null,
    to: stage.name,
  });
  return {
    ...ticket,
    stageId: stage.id,
    closedAt: closedAtAfter(ticket.closedAt, stage, act.now),
  };
}
