import type { TicketRow } from '../rows.ts';
import type { TicketFilter } from '../store.ts';
import type { Condition } from './ticket-group.ts';

/** Whether a ticket passes everything a filter says of the ticket itself (all but the search). */
export function passes(filter: TicketFilter, row: TicketRow): boolean {
  return (
    row.archived === (filter.archived ?? false) &&
    (filter.state === undefined || (filter.state === 'open') === (row.closedAt === null)) &&
    (filter.teamId === undefined || row.teamId === filter.teamId) &&
    (filter.stageId === undefined || row.stageId === filter.stageId) &&
    (filter.assigneeId === undefined || row.assigneeId === filter.assigneeId) &&
    (filter.customerId === undefined || row.customerId === filter.customerId) &&
    (filter.tag === undefined || row.tags.includes(filter.tag))
  );
}

/** The conditions of tickets a filter asks for. */
export function conditionsOf({ archived = false, state }: TicketFilter): readonly Condition[] {
  const open: Condition = archived ? 2 : 0;
  const closed: Condition = archived ? 3 : 1;
  if (state === undefined) return [open, closed];
  return state === 'open' ? [open] : [closed];
}
