import type { Choice } from '../rules/assignment.ts';
import type { TeamRow, TicketRow } from '../stores/rows.ts';
import type { Transaction } from '../stores/store.ts';
import type { Act } from './act.ts';
import { actorOf } from './actor.ts';
import { addFollowersIn } from './add-followers.ts';
import { noteHistory } from './note-history.ts';

/**
 * The ticket with another assignee, not saved yet, who follows it from now on; with the entry in its
 * history. `choice` is given where the helpdesk chose.
 */
export async function assignIn(
  tx: Transaction,
  act: Act,
  ticket: TicketRow,
  team: TeamRow,
  assigneeId: string | null,
  choice: Choice | null = null,
): Promise<TicketRow> {
  if (ticket.assigneeId === assigneeId) return ticket;
  const data = {
    assigneeId,
    previousId: ticket.assigneeId,
    automatic: choice !== null,
    ...(choice?.availableFrom ? { availableFrom: choice.availableFrom } : {}),
  };
  await noteHistory(
    tx,
    act,
    ticket.id,
    'assigned',
    data,
    choice === null ? actorOf(act.viewer) : null,
  );
  if (assigneeId !== null) await addFollowersIn(tx, ticket, team, [assigneeId]);
  return { ...ticket, assigneeId };
}
