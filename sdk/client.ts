import type { Send } from './call.ts';
import type { Connection } from './connection.ts';
import type { LiveEvent } from './contract/events.ts';
import { type EventsOptions, eventsOf } from './live.ts';
import { type Attachments, attachmentsOf } from './resources/attachments.ts';
import { type Auth, authOf } from './resources/auth.ts';
import { type Companies, companiesOf } from './resources/companies.ts';
import { type Followers, followersOf } from './resources/followers.ts';
import { type Forms, formsOf } from './resources/forms.ts';
import { type Merging, mergingOf } from './resources/merging.ts';
import { type Messages, messagesOf } from './resources/messages.ts';
import { type Outbox, outboxOf } from './resources/outbox.ts';
import { type People, peopleOf } from './resources/people.ts';
import { type Quarantine, quarantineOf } from './resources/quarantine.ts';
import { type Stages, stagesOf } from './resources/stages.ts';
import { type Teams, teamsOf } from './resources/teams.ts';
import { type Tickets, ticketsOf } from './resources/tickets.ts';
import { sendOf } from './send.ts';

/** A helpdesk, one property for each noun. */
export interface Client {
  forms: Forms;
  auth: Auth;
  tickets: Tickets;
  messages: Messages;
  merging: Merging;
  followers: Followers;
  attachments: Attachments;
  teams: Teams;
  stages: Stages;
  people: People;
  companies: Companies;
  outbox: Outbox;
  quarantine: Quarantine;
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
 * A client of one helpdesk. Makes no request by itself.
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
export const createClient = (connection: Connection): Client => ({
  forms: formsOf(connection),
  auth: authOf(connection),
  tickets: ticketsOf(connection),
  messages: messagesOf(connection),
  merging: mergingOf(connection),
  followers: followersOf(connection),
  attachments: attachmentsOf(connection),
  teams: teamsOf(connection),
  stages: stagesOf(connection),
  people: peopleOf(connection),
  companies: companiesOf(connection),
  outbox: outboxOf(connection),
  quarantine: quarantineOf(connection),
  events: eventsOf.bind(null, connection),
  send: sendOf(connection),
});
