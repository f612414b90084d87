import type { Answer, BodyFor } from '../call.ts';
import type { CallOptions, Connection } from '../connection.ts';
import type { Me, Session } from '../contract/auth.ts';
import { method } from '../method.ts';

/** An e-mail address, and the page the mailed link lands on. */
export interface LinkRequest extends BodyFor<'POST /auth/link'> {}
/** What to exchange: a mailed link's, an identity's or a guest link's token. */
export interface Grant extends BodyFor<'POST /auth/session'> {}

export interface Auth {
  /** Asks for a sign-in link by mail. Resolves the same way for an address nobody knows. */
  requestLink(request: LinkRequest, options?: CallOptions): Answer<undefined>;
  /**
   * Exchanges a token for a session. Repeating it within 60 s under the same `idempotencyKey`
   * gives a new session instead of the first.
   *
   * @example
   * ```ts
   * const session = await client.auth.redeem({ grant: 'link', token });
   * sessionStorage.setItem('token', session.token);
   * ```
   */
  redeem(grant: Grant, options?: CallOptions): Answer<Session>;
  /** Ends this session. */
  signOut(options?: CallOptions): Answer<undefined>;
  /** Ends all sessions of the signed-in person. */
  signOutEverywhere(options?: CallOptions): Answer<undefined>;
  /** Who is signed in, and what they may do. */
  me(options?: CallOptions): Answer<Me>;
}

export const authOf = (connection: Connection): Auth => {
  // Signing in starts from nothing: a token that ended meanwhile must not refuse it.
  const visitor = { ...connection, token: null };
  return {
    me: method(connection, 'GET /me'),
    redeem: method(visitor, 'POST /auth/session :body'),
    signOutEverywhere: method(connection, 'DELETE /auth/sessions'),
    signOut: method(connection, 'DELETE /auth/session'),
    requestLink: method(visitor, 'POST /auth/link :body'),
  };
};
