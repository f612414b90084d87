import type { AgentTicket, TicketPatch } from '../../sdk/contract/tickets.ts';
import type { TeamRow, TicketRow } from '../stores/rows.ts';
import type { Transaction } from '../stores/store.ts';
import type { Act } from './act.ts';
import { actorOf, manages } from './actor.ts';
import { addFollowersIn } from './add-followers.ts';
import { assignIn } from './assign-ticket.ts';
import { portalFollowersOf } from './hide-from-customers.ts';
import { warningsOf } from './may-take.ts';
import { moveIn, reassignAfterMoveIn } from './move-ticket.ts';
import { noteHistory } from './note-history.ts';
import { readTicketPatch, type TicketChange } from './read-ticket-patch.ts';
import { forbidden } from './refusal.ts';
import { requireVersion } from './require-version.ts';
import { saveTicketIn } from './save-ticket.ts';
import { seeTicket } from './see-ticket.ts';
import { setStageIn } from './set-stage.ts';
import { tell } from './tell.ts';
import { agentTicketView } from './views/ticket-view.ts';

/** Text, tags and flags, which nothing else hangs on. */
function withPlainFields(ticket: TicketRow, patch: TicketPatch): TicketRow {
  return {
    ...ticket,
    subject: patch.subject ?? ticket.subject,
    description: patch.description ?? ticket.description,
    priority: patch.priority ?? ticket.priority,
    tags: patch.tags === undefined ? ticket.tags : [...new Set(patch.tags)],
    phoneConfirmed: patch.phoneConfirmed ?? ticket.phoneConfirmed,
  };
}

/** A new customer follows their ticket; its address is one that a colleague chose. */
async function withCustomer(
  tx: Transaction,
  act: Act,
  ticket: TicketRow,
  team: TeamRow,
  customerId: string | null | undefined,
): Promise<TicketRow> {
  if (customerId === undefined || customerId === ticket.customerId) return ticket;
  const added = customerId === null ? [] : await addFollowersIn(tx, ticket, team, [customerId]);
  if (added.length > 0) await noteHistory(tx, act, ticket.id, 'followers_changed', { added });
  return { ...ticket, customerId, addressConfirmed: true };
}

/** An archived ticket is out of the portal. */
async function withArchived(
  tx: Transaction,
  act: Act,
  ticket: TicketRow,
  team: TeamRow,
  archived: boolean | undefined,
): Promise<TicketRow> {
  if (archived === undefined || archived === ticket.archived) return ticket;
  await noteHistory(tx, act, ticket.id, 'archived', { archived });
  if (archived && team.visibility === 'public') {
    for (const { person } of await portalFollowersOf(tx, ticket.id)) {
      tx.announce({ type: 'revoked', ticketId: ticket.id, personId: person.id });
    }
  }
  return { ...ticket, archived };
}

async function apply(
  tx: Transaction,
  act: Act,
  before: TicketRow,
  patch: TicketPatch,
  { from, team, stage, assignee }: TicketChange,
): Promise<TicketRow> {
  const moves = team.id !== from.id;
  let ticket = withPlainFields(before, patch);
  if (moves) ticket = await moveIn(tx, act, ticket, from, team);
  if (stage !== undefined) ticket = await setStageIn(tx, act, ticket, stage);
  ticket = await withCustomer(tx, act, ticket, team, patch.customerId);
  if (assignee !== undefined) {
    ticket = await assignIn(tx, act, ticket, team, assignee?.id ?? null);
  } else if (moves) {
    ticket = await reassignAfterMoveIn(tx, act, ticket, team);
  }
  return withArchived(tx, act, ticket, team, patch.archived);
}

/** Tells of what a change was: a new stage, and a new assignee. */
async function tellOfChange(
  tx: Transaction,
  act: Act,
  before: TicketRow,
  ticket: TicketRow,
  team: TeamRow,
): Promise<void> {
  const happening = { ticket, team, actorId: actorOf(act.viewer) };
  if (ticket.stageId !== before.stageId) await tell(tx, act, { ...happening, event: 'stage' });
  if (ticket.assigneeId !== before.assigneeId && ticket.assigneeId !== null) {
    await tell(tx, act, { ...happening, event: 'assigned' });
  }
}

/** Changes, moves, assigns or archives a ticket the viewer sees. */
export async function changeTicket(act: Act, id: string, patch: TicketPatch): Promise<AgentTicket> {
  const view = await act.transact(async (tx) => {
    const before = await seeTicket(tx, act, id);
    if (patch.archived === false && before.opportunityId !== null && !manages(act.viewer)) {
      throw forbidden('Only a manager can bring back a converted ticket.');
    }
    const change = await readTicketPatch(tx, act, before, patch);
    requireVersion(act, before);
    const changed = await apply(tx, act, before, patch, change);
    const ticket = await saveTicketIn(tx, act, before, changed);
    await tellOfChange(tx, act, before, ticket, change.team);
    const warnings = await warningsOf(tx, act, change.assignee);
    const view = await agentTicketView(tx, ticket);
    return warnings.length === 0 ? view : { ...view, warnings };
  });
  act.house.wakeOutbox();
  return view;
}
