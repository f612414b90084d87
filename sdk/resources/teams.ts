import type { Answer, BodyFor, QueryFor } from '../call.ts';
import { collection } from '../collection.ts';
import type { CallOptions, Connection, WriteOptions } from '../connection.ts';
import type { Page } from '../contract/common.ts';
import type { Follower, Team, Visibility } from '../contract/teams.ts';
import { method } from '../method.ts';

export interface TeamFilter extends QueryFor<'GET /teams'> {}
export interface TeamInput extends BodyFor<'POST /teams'> {}
export interface TeamChange extends BodyFor<'PATCH /teams/:id'> {}

export interface TeamFollowChoice {
  /** Whether present tickets are meant too. Default: true when adding, false when removing. */
  existing?: boolean | undefined;
}

/** Who follows every ticket of a team. */
export interface TeamFollowers {
  /** All followers, in one answer. */
  list(teamId: string, options?: CallOptions): Answer<{ items: Follower[] }>;
  /** Adds to the team and, unless `existing: false`, to its open tickets. */
  add(
    teamId: string,
    personId: string,
    choice?: TeamFollowChoice,
    options?: CallOptions,
  ): Answer<undefined>;
  /** Removes from the team and, with `existing: true`, from its present tickets. */
  remove(
    teamId: string,
    personId: string,
    choice?: TeamFollowChoice,
    options?: CallOptions,
  ): Answer<undefined>;
}

/** How many customers, and customer–ticket pairs, a change of visibility removes. */
export interface VisibilityChange {
  removedFollowers: number;
  removedTicketFollowers: number;
}

export interface Teams {
  /** The teams the viewer sees, with `counts` of what they see in them. */
  list(filter?: TeamFilter, options?: CallOptions): AsyncGenerator<Team, void, undefined>;
  page(filter?: TeamFilter, options?: CallOptions): Answer<Page<Team>>;
  get(id: string, options?: CallOptions): Answer<Team>;
  /** Only `name` is needed. */
  create(draft: TeamInput, options?: CallOptions): Answer<Team>;
  /** Changes, or archives with `archived: true`. */
  update(id: string, change: TeamChange, options?: WriteOptions): Answer<Team>;
  /** What a change of visibility would remove; ask before confirming it. */
  visibilityChange(
    id: string,
    change: { to: Visibility },
    options?: CallOptions,
  ): Answer<VisibilityChange>;
  followers: TeamFollowers;
}

export const teamsOf = (connection: Connection): Teams => ({
  ...collection(connection, '/teams'),
  visibilityChange: method(connection, 'GET /teams/:id/visibility-change :query'),
  followers: {
    list: method(connection, 'GET /teams/:id/followers'),
    add: method(connection, 'PUT /teams/:id/followers/:personId :query'),
    remove: method(connection, 'DELETE /teams/:id/followers/:personId :query'),
  },
});
