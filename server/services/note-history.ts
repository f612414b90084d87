import type { HistoryAction } from '../../sdk/contract/tickets.ts';
import type { MessageRow } from '../stores/rows.ts';
import type { Transaction } from '../stores/store.ts';
import type { Act } from './act.ts';
import { actorOf } from './actor.ts';

/** Customers read of a ticket's history only when its stage changed. */
const publicActions: readonly HistoryAction[] = ['stage_changed'];

/** Writes an entry of a ticket's history, by whoever acts or, with `by: null`, by the helpdesk itself. */
export function noteHistory(
  tx: Transaction,
  act: Act,
  ticketId: string,
  action: HistoryAction,
  data: Record<string, unknown>,
  by: string | null = actorOf(act.viewer),
): Promise<MessageRow> {
  return tx.put('message', {
    id: act.house.ids.id(),
    version: 0,
    ticketId,
    kind: 'event',
    visibility: publicActions.includes(action) ? 'public' : 'note',
    body: '',
    authorId: by,
    attachmentIds: [],
    action,
    data,
    createdAt: act.now.toISOString(),
  });
}
