import { type Client, createClient } from './client.ts';
import type { Connection } from './connection.ts';
import { type Companies, companiesOf } from './resources/companies.ts';
import { type DeskFollowers, deskFollowersOf } from './resources/followers.ts';
import { type Merging, mergingOf } from './resources/merging.ts';
import { type Outbox, outboxOf } from './resources/outbox.ts';
import { type People, peopleOf } from './resources/people.ts';
import { type Quarantine, quarantineOf } from './resources/quarantine.ts';
import { type Stages, stagesOf } from './resources/stages.ts';
import { type Teams, teamsOf } from './resources/teams.ts';
import { type DeskTickets, deskTicketsOf } from './resources/tickets.ts';

/** A helpdesk as agents, managers and automation use it: a {@link Client} with every route. */
export interface DeskClient extends Client {
  tickets: DeskTickets;
  followers: DeskFollowers;
  merging: Merging;
  teams: Teams;
  stages: Stages;
  people: People;
  companies: Companies;
  outbox: Outbox;
  quarantine: Quarantine;
}

/**
 * A client of one helpdesk with everything the contract has. Makes no request by itself.
 *
 * @example
 * ```ts
 * const desk = createDeskClient({ server: 'https://help.example', token: process.env.DESK_KEY });
 * await desk.tickets.update(id, { assigneeId });
 * ```
 */
export const createDeskClient = (connection: Connection): DeskClient => ({
  ...createClient(connection),
  tickets: deskTicketsOf(connection),
  followers: deskFollowersOf(connection),
  merging: mergingOf(connection),
  teams: teamsOf(connection),
  stages: stagesOf(connection),
  people: peopleOf(connection),
  companies: companiesOf(connection),
  outbox: outboxOf(connection),
  quarantine: quarantineOf(connection),
});
