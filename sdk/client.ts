import type { Send } from './call.ts';
import type { Connection } from './connection.ts';
import type { LiveEvent } from './contract/events.ts';
import { type Attachments, attachmentsOf } from './resources/attachments.ts';
import { type Auth, authOf } from './resources/auth.ts';
import { type Followers, followersOf } from './resources/followers.ts';
import { type Forms, formsOf } from './resources/forms.ts';
import { type Messages, messagesOf } from './resources/messages.ts';
import { type Tickets, ticketsOf } from './resources/tickets.ts';

// Below the nouns for ten bytes: what stands here first comes first in a bundle.

import { type EventsOptions, eventsOf } from './live.ts';
import { sendOf } from './send.ts';

/** A helpdesk as visitors and customers may use it, one property for each noun. */
export interface Client {
  forms: Forms;
  auth: Auth;
  tickets: Tickets;
  messages: Messages;
  followers: Followers;
  attachments: Attachments;
  /**
   * Live events until the signal aborts; reconnects by itself. An event names what changed, so
   * read the ticket again for its present state.
   *
   * @throws {ApiError} 401 after the second try, 403
   *
   * @example
   * ```ts
   * for await (const { type, data } of client.events({ signal })) {
   *   if (type === 'revoked') forget(data.ticketId);
   *   else await reload(data.ticketId);
   * }
   * ```
   */
  events(options?: EventsOptions): AsyncGenerator<LiveEvent, void, undefined>;
  /** Calls one route of the contract by its key; what the methods above are made of. */
  send: Send;
}

/**
 * A client of one helpdesk for visitors and customers; agents, managers and automation take
 * `createDeskClient`. Makes no request by itself.
 *
 * @example
 * ```ts
 * const client = createClient({
 *   server: 'https://help.example',
 *   token: (reason) => (reason === 'refused' ? renewToken() : storedToken()),
 * });
 * const ticket = await client.tickets.get(id);
 * ```
 */
export const createClient = (connection: Connection): Client => {
  // For 25 bytes: minifiers put each noun in its place where they are lines, in this order.
  const client = {} as Client;
  client.forms = formsOf(connection);
  client.events = eventsOf.bind(null, connection);
  client.send = sendOf(connection);
  client.auth = authOf(connection);
  client.messages = messagesOf(connection);
  client.tickets = ticketsOf(connection);
  client.followers = followersOf(connection);
  client.attachments = attachmentsOf(connection);
  return client;
};
