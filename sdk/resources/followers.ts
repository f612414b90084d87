import type { Answer } from '../call.ts';
import type { CallOptions, Connection } from '../connection.ts';
import type { Follower } from '../contract/teams.ts';
import { method } from '../method.ts';

/** One's own following of a ticket. */
export interface Followers {
  /** Ends with `{ muted: true }`, or resumes, one's own mails of a ticket; access stays. */
  mute(
    ticketId: string,
    choice: { muted: boolean },
    options?: CallOptions,
  ): Answer<{ muted: boolean }>;
  /** Removes oneself. Customers thereby lose access: warn them first. */
  unfollow(ticketId: string, options?: CallOptions): Answer<undefined>;
}

/** Who follows a ticket. `personId` may be `me`. */
export interface DeskFollowers extends Followers {
  /** All followers, in one answer. */
  list(ticketId: string, options?: CallOptions): Answer<{ items: Follower[] }>;
  /** Adds a follower, which grants them access to the ticket. */
  add(ticketId: string, personId: string, options?: CallOptions): Answer<undefined>;
  remove(ticketId: string, personId: string, options?: CallOptions): Answer<undefined>;
}

type Unfollow = Followers['unfollow'];

export const followersOf = (connection: Connection): Followers => ({
  // The route's `:personId`, filled in.
  unfollow: (method as (connection: Connection, key: string) => Unfollow)(
    connection,
    'DELETE /tickets/:id/followers/me',
  ),
  mute: method(connection, 'PATCH /tickets/:id/followers/me :body'),
});

export const deskFollowersOf = (connection: Connection): DeskFollowers => ({
  ...followersOf(connection),
  list: method(connection, 'GET /tickets/:id/followers'),
  add: method(connection, 'PUT /tickets/:id/followers/:personId'),
  remove: method(connection, 'DELETE /tickets/:id/followers/:personId'),
});
