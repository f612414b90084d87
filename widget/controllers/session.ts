import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Session } from '../../sdk/contract/auth.ts';
import { newIdempotencyKey } from '../../sdk/idempotency-key.ts';
import { ApiError, type TokenSource } from '../../sdk/index.ts';
import { forgetDrafts } from '../parts/drafts.ts';
import { type PortalClient, portalClientOf } from '../parts/portal-client.ts';
import { type KeptSession, keepSession, keptSession } from '../parts/session-storage.ts';

/** An element that people sign in to by a mailed link. */
export interface SessionHost extends ReactiveControllerHost {
  server?: string | null | undefined;
  /** `none`: a reload signs out; else the session is kept for this tab. */
  remember?: string | null | undefined;
  /** With a client or a token of the page's own there is nothing to sign in to. */
  client?: PortalClient | undefined;
  token?: string | TokenSource | null | undefined;
}

/** `failed`: a link could not be redeemed because the helpdesk was not reached; `retry` tries again. */
export type SessionState = 'out' | 'redeeming' | 'failed' | 'in';

type Grant = 'link' | 'guest';

/** Told to all elements of the page, whichever copy of this file they run, when a session changes. */
const changedEvent = 'deskbell-session-changed';

/** The token of a mailed link in the page's address, which is cleared of it. */
function takeFromAddress(): { grant: Grant; token: string } | undefined {
  const found = /^#(link|guest)=([\w.~-]+)$/.exec(location.hash);
  if (!found) return undefined;
  // Before anything is sent: the address may be copied, logged or bookmarked.
  history.replaceState(history.state, '', location.pathname + location.search);
  return { grant: found[1] as Grant, token: found[2] ?? '' };
}

/**
 * Signing in by a mailed link and staying signed in over a reload. Owns the client that carries
 * the session's token, a new one for each session; the host renders at every change.
 */
export class SessionController implements ReactiveController {
  state: SessionState = 'out';
  /** Said while signed out: the link or the session had ended. */
  ended: Grant | 'session' | undefined;
  /** What a redemption `failed` with. */
  error: unknown;
  client: PortalClient | undefined;
  readonly #host: SessionHost;
  #server: string | undefined;
  #session: KeptSession | undefined;
  #link: { grant: Grant; token: string; key: string } | undefined;
  #lastPerson: string | undefined;

  constructor(host: SessionHost) {
    this.#host = host;
    host.addController(this);
  }

  /** Who is signed in. */
  get person(): Session['person'] | undefined {
    return this.#session?.person;
  }

  /** The one ticket a guest link opens; undefined for a whole sign-in. */
  get onlyTicketId(): string | undefined {
    const scope = this.#session?.scope;
    return typeof scope === 'object' ? scope.ticketId : undefined;
  }

  get #keeps(): boolean {
    return this.#host.remember !== 'none';
  }

  hostConnected(): void {
    addEventListener('hashchange', this.#arrive);
    addEventListener(changedEvent, this.#adopt);
    // What happened while the element was out of the document.
    this.#adopt();
    this.#arrive();
  }

  hostDisconnected(): void {
    removeEventListener('hashchange', this.#arrive);
    removeEventListener(changedEvent, this.#adopt);
  }

  hostUpdate(): void {
    const { server, client, token } = this.#host;
    const found =
      server == null || client || token != null
        ? undefined
        : new URL(server, location.href).href.replace(/\/$/, '');
    if (found === this.#server) return;
    this.#server = found;
    this.#link = undefined;
    this.#use(found !== undefined && this.#keeps ? keptSession(found) : undefined);
    this.#arrive();
  }

  /** Tries the link again that could not be redeemed. */
  readonly retry = (): void => void this.#redeem();

  /** Ends the session here, and at the helpdesk as soon as it is reached. */
  readonly signOut = (): void => {
    const ending = this.client?.auth.signOut();
    // The session ends by itself within the half hour where this does not arrive.
    ending?.catch(() => undefined);
    forgetDrafts();
    this.#change(undefined);
  };

  /** Holds another session, or none, from now on. */
  #use(session: KeptSession | undefined): void {
    this.#session = session;
    this.state = session ? 'in' : 'out';
    this.ended = undefined;
    this.error = undefined;
    const person = session?.person.id;
    // What was written stays over a session's end, for the same person only.
    if (person && this.#lastPerson && person !== this.#lastPerson) forgetDrafts();
    this.#lastPerson = person ?? this.#lastPerson;
    this.client =
      this.#server === undefined
        ? undefined
        : portalClientOf({
            server: this.#server,
            token: (reason) => {
              if (reason === 'call') return session?.token ?? null;
              // A link on its way decides itself what comes next.
              if (session && this.#session === session && !this.#link)
                this.#change(undefined, 'session');
              return null;
            },
          });
    this.#host.requestUpdate();
  }

  #change(session: KeptSession | undefined, ended?: Grant | 'session'): void {
    this.#link = undefined;
    this.#use(session);
    this.ended = ended;
    if (this.#server === undefined || !this.#keeps) return;
    keepSession(this.#server, session);
    dispatchEvent(new Event(changedEvent));
  }

  /** Another portal of this page has signed in or out at the same helpdesk. */
  readonly #adopt = (): void => {
    if (this.#server === undefined || !this.#keeps || this.#link) return;
    const kept = keptSession(this.#server);
    if (kept?.token !== this.#session?.token) this.#use(kept);
  };

  readonly #arrive = (): void => {
    const link = this.#server === undefined ? undefined : takeFromAddress();
    if (!link) return;
    this.#link = { ...link, key: newIdempotencyKey() };
    void this.#redeem();
  };

  async #redeem(): Promise<void> {
    const { client } = this;
    const link = this.#link;
    if (!link || !client) return;
    this.state = 'redeeming';
    this.#host.requestUpdate();
    const { grant, token, key } = link;
    try {
      const session = await client.auth.redeem({ grant, token }, { idempotencyKey: key });
      if (this.#link !== link) return;
      this.#change({ token: session.token, person: session.person, scope: session.scope });
    } catch (error) {
      if (this.#link !== link) return;
      if (error instanceof ApiError && error.status < 500 && error.status !== 429) {
        // Whoever is signed in already stays so.
        this.#link = undefined;
        if (this.#session) this.#use(this.#session);
        else this.#change(undefined, grant);
        return;
      }
      this.state = 'failed';
      this.error = error;
      this.#host.requestUpdate();
    }
  }
}
