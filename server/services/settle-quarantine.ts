import type { AgentTicket } from '../../sdk/contract/tickets.ts';
import { everything } from '../rules/visibility.ts';
import type { QuarantineRow } from '../stores/rows.ts';
import type { Reader } from '../stores/store.ts';
import type { Act } from './act.ts';
import { customerIn } from './customer-in.ts';
import { removeFiles } from './keep-files.ts';
import { openTicketIn } from './open-ticket.ts';
import { notFound, Refusal } from './refusal.ts';
import { agentTicketView } from './views/ticket-view.ts';

async function heldSubmit(reader: Reader, id: string): Promise<QuarantineRow> {
  const row = await reader.get('quarantine', id);
  if (row === undefined) throw notFound();
  return row;
}

/** Says 404 for a submit that is not held, or not any more. */
export async function checkHeld(act: Act, id: string): Promise<void> {
  await heldSubmit(act.house.store, id);
}

/** Opens the ticket of a held submit as of now, under the id and number its sender was told. */
export async function releaseHeld(act: Act, id: string): Promise<AgentTicket> {
  const ticket = await act.transact(async (tx) => {
    const held = await heldSubmit(tx, id);
    const team = await tx.team(everything, held.teamId);
    if (team === undefined || team.archived) {
      throw new Refusal('conflict', 'Its team is archived. Bring the team back first.');
    }
    const { name, email, locale, subject, description, fields, phone, attachmentIds } = held;
    const customer = await customerIn(tx, act, { name, email, locale });
    await tx.remove('quarantine', id);
    const opened = await openTicketIn(tx, act, {
      id,
      number: held.number,
      team,
      subject,
      description,
      customerId: customer.id,
      creatorId: customer.id,
      fields,
      phone,
      addressConfirmed: false,
      attachmentIds,
      consent: held.consent,
    });
    return agentTicketView(tx, opened);
  });
  act.house.wakeOutbox();
  return ticket;
}

/** Deletes a held submit with its files. */
export async function deleteHeld(act: Act, id: string): Promise<void> {
  const files = await act.transact(async (tx) => {
    const { attachmentIds } = await heldSubmit(tx, id);
    const rows = await tx.getMany('attachment', attachmentIds);
    await Promise.all(rows.map((row) => tx.remove('attachment', row.id)));
    await tx.remove('quarantine', id);
    return rows.map((row) => row.file);
  });
  await removeFiles(act.house, files);
}
