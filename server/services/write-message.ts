import type { Message, MessageDraft } from '../../sdk/contract/tickets.ts';
import { replyOutcome } from '../rules/closing.ts';
import { openingStageOf } from '../rules/stages.ts';
import type { TeamRow, TicketRow } from '../stores/rows.ts';
import type { Transaction } from '../stores/store.ts';
import type { Act } from './act.ts';
import { actorOf } from './actor.ts';
import { addFollowersIn } from './add-followers.ts';
import { attachIn } from './attach-files.ts';
import { ticketWrittenOnIn } from './merge-redirect.ts';
import { forbidden, Refusal } from './refusal.ts';
import { saveTicketIn } from './save-ticket.ts';
import { teamOf } from './see-team.ts';
import { seeTicket } from './see-ticket.ts';
import { setStageIn } from './set-stage.ts';
import { tell } from './tell.ts';
import { messageViews } from './views/message-views.ts';

/** What a customer's reply does to the ticket: by the team's policy it may reopen it, or be refused. */
async function afterReply(
  tx: Transaction,
  act: Act,
  ticket: TicketRow,
  team: TeamRow,
): Promise<TicketRow> {
  if (act.viewer.kind !== 'portal') return ticket;
  const outcome = replyOutcome(ticket.closedAt, team.reopenPolicy, act.now);
  if (outcome === 'keeps') return ticket;
  if (outcome === 'refused') {
    throw new Refusal('closed', 'This ticket is closed. Please open a new ticket.');
  }
  const stage = openingStageOf(await tx.find('stage', 'all', ''), team.id);
  return stage === undefined ? ticket : setStageIn(tx, act, ticket, stage);
}

/**
 * Writes a public reply or an internal note; on a merged ticket, on the one it went on in. Whoever
 * writes follows the ticket from now on.
 */
export async function writeMessage(
  act: Act,
  askedId: string,
  draft: MessageDraft,
): Promise<Message> {
  const { visibility, body, attachmentIds } = draft;
  if (act.viewer.kind === 'portal' && visibility !== 'public') {
    throw forbidden('Only colleagues write internal notes.');
  }
  const authorId = actorOf(act.viewer);
  const view = await act.transact(async (tx) => {
    const before = await ticketWrittenOnIn(tx, act, await seeTicket(tx, act, askedId));
    const ticketId = before.id;
    const team = await teamOf(tx, before);
    const id = act.house.ids.id();
    const files = await attachIn(tx, act, attachmentIds, ticketId, id);
    const row = await tx.put('message', {
      id,
      version: 0,
      ticketId,
      kind: 'message',
      visibility,
      body,
      authorId,
      attachmentIds: files.map((file) => file.id),
      action: null,
      data: {},
      createdAt: act.now.toISOString(),
    });
    // A note leaves the ticket as it is, so that nothing of it shows outside.
    const ticket =
      visibility === 'note'
        ? before
        : await saveTicketIn(tx, act, before, await afterReply(tx, act, before, team));
    const event = visibility === 'public' ? 'message' : 'note';
    await tell(tx, act, { ticket, team, event, messageId: id, actorId: authorId });
    if (authorId !== null) await addFollowersIn(tx, ticket, team, [authorId]);
    tx.announce({
      type: 'message.created',
      ticketId,
      messageId: id,
      ...(visibility === 'note' ? { internal: true as const } : {}),
    });
    const [written] = await messageViews(tx, act, [row]);
    if (written === undefined) throw new Error('A message has exactly one view.');
    return written;
  });
  act.house.wakeOutbox();
  return view;
}
