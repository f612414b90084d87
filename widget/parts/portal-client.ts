import type { Connection } from '../../sdk/connection.ts';
import type { Client } from '../../sdk/index.ts';
import { eventsOf } from '../../sdk/live.ts';
import { attachmentsOf } from '../../sdk/resources/attachments.ts';
import { authOf } from '../../sdk/resources/auth.ts';
import { messagesOf } from '../../sdk/resources/messages.ts';
import { ticketsOf } from '../../sdk/resources/tickets.ts';

/** The part of a client that customers need; a whole one serves as well. */
export type PortalClient = Pick<Client, 'auth' | 'tickets' | 'messages' | 'attachments' | 'events'>;

/** Makes only that part, so that a customer's page does not load what agents use. */
export const portalClientOf = (connection: Connection): PortalClient => ({
  auth: authOf(connection),
  tickets: ticketsOf(connection),
  messages: messagesOf(connection),
  attachments: attachmentsOf(connection),
  events: eventsOf.bind(null, connection),
});
