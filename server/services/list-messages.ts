import type { Page } from '../../sdk/contract/common.ts';
import type { Message } from '../../sdk/contract/tickets.ts';
import type { Act } from './act.ts';
import { placeOf } from './cursor.ts';
import { pageOf } from './page-of.ts';
import { seeTicket } from './see-ticket.ts';
import { messageViews } from './views/message-views.ts';

/** Messages and history of a ticket, oldest first; customers read the public ones. */
export async function listMessages(
  act: Act,
  ticketId: string,
  query: { limit: number; cursor?: string | undefined },
): Promise<Page<Message>> {
  const { store } = act.house;
  const context = { list: `messages of ${ticketId}`, query };
  await seeTicket(store, act, ticketId);
  const after = placeOf<string>(act, context, query.cursor);
  const lookup = act.viewer.kind === 'portal' ? 'publicOn' : 'ticketId';
  const rows = await store.find('message', lookup, ticketId, {
    limit: query.limit + 1,
    ...(after === undefined ? {} : { after }),
  });
  return pageOf(act, context, rows, (shown) => messageViews(store, act, shown));
}
