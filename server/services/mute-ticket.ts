import { followerId, type TicketFollowerRow } from '../stores/rows.ts';
import type { Reader } from '../stores/store.ts';
import type { Act } from './act.ts';
import { actorOf } from './actor.ts';
import { dropMailIn } from './drop-mail.ts';
import { notFound } from './refusal.ts';
import { seeTicket } from './see-ticket.ts';

/** The viewer's own following of a ticket they see; 404 where they follow it not. */
async function ownFollowing(
  reader: Reader,
  act: Act,
  ticketId: string,
): Promise<TicketFollowerRow> {
  await seeTicket(reader, act, ticketId);
  const personId = actorOf(act.viewer);
  const row =
    personId === null
      ? undefined
      : await reader.get('ticketFollower', followerId(ticketId, personId));
  if (row === undefined) throw notFound();
  return row;
}

export async function checkMute(act: Act, ticketId: string): Promise<void> {
  await ownFollowing(act.house.store, act, ticketId);
}

/** Mutes or unmutes one's own mails of a ticket; access stays. */
export function muteTicket(
  act: Act,
  ticketId: string,
  muted: boolean,
): Promise<{ muted: boolean }> {
  return act.transact(async (tx) => {
    const row = await ownFollowing(tx, act, ticketId);
    if (row.muted === muted) return { muted };
    await tx.put('ticketFollower', { ...row, muted });
    if (muted) await dropMailIn(tx, ticketId, new Set([row.personId]));
    return { muted };
  });
}
