import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Me, Session } from '../../sdk/contract/auth.ts';
import { ApiError, type Client, createClient } from '../../sdk/index.ts';
import { type KeptSession, keepSession, keptSession } from '../parts/session-storage.ts';

/** An element that people sign in to by a mailed link. */
export interface SessionHost extends ReactiveControllerHost {
  server?: string | null | undefined;
  /** `none`: a reload signs out; else the session is kept for this tab. */
  remember?: string | null | undefined;
}

/** `failed`: a link could not be redeemed because the helpdesk was not reached; `retry` tries again. */
export type SessionState = 'out' | 'redeeming' | 'failed' | 'in';

type Grant = 'link' | 'guest';

/** The token of a mailed link in the page's address, which is cleared of it. */
function takeFromAddress(): { grant: Grant; token: string } | undefined {
  const found = /^#(link|guest)=([\w-]+)$/.exec(location.hash);
  if (!found) return undefined;
  // Before anything is sent: the address may be copied, logged or bookmarked.
  history.replaceState(history.state, '', location.pathname + location.search);
  return { grant: found[1] as Grant, token: found[2] ?? '' };
}

/**
 * Signing in by a mailed link and staying signed in over a reload. Owns the client that carries
 * the session's token; the host renders at every change.
 */
export class SessionController implements ReactiveController {
  state: SessionState = 'out';
  /** Said while signed out: the link or the session had ended. */
  ended: Grant | 'session' | undefined;
  client: Client | undefined;
  readonly #host: SessionHost;
  #server: string | null | undefined;
  #session: KeptSession | undefined;
  #link: { grant: Grant; token: string; key: string } | undefined;

  constructor(host: SessionHost) {
    this.#host = host;
    host.addController(this);
  }

  /** Who is signed in. */
  get person(): Me['person'] | undefined {
    return this.#session?.person;
  }

  /** The one ticket a guest link opens; undefined for a whole sign-in. */
  get onlyTicketId(): string | undefined {
    const scope = this.#session?.scope;
    return typeof scope === 'object' ? scope.ticketId : undefined;
  }

  hostConnected(): void {
    addEventListener('hashchange', this.#arrive);
  }

  hostDisconnected(): void {
    removeEventListener('hashchange', this.#arrive);
  }

  hostUpdate(): void {
    const { server } = this.#host;
    if (server == null || server === this.#server) return;
    this.#server = server;
    this.client = createClient({ server, token: this.#token });
    this.#session = this.#host.remember === 'none' ? undefined : keptSession(server);
    this.state = this.#session ? 'in' : 'out';
    this.#arrive();
  }

  /** Tries the link again that could not be redeemed. */
  readonly retry = (): void => void this.#redeem();

  /** Ends the session here, and at the helpdesk as soon as it is reached. */
  readonly signOut = (): void => {
    const ending = this.client?.auth.signOut();
    // The session ends by itself within the half hour where this does not arrive.
    ending?.catch(() => undefined);
    this.#end(undefined);
  };

  readonly #token = (reason: 'call' | 'refused'): string | null => {
    if (reason === 'refused' && this.#session) this.#end('session');
    return this.#session?.token ?? null;
  };

  readonly #arrive = (): void => {
    const link = takeFromAddress();
    if (!link || !this.client) return;
    this.#link = { ...link, key: crypto.randomUUID() };
    void this.#redeem();
  };

  async #redeem(): Promise<void> {
    const link = this.#link;
    if (!link || !this.client) return;
    this.state = 'redeeming';
    this.#host.requestUpdate();
    try {
      const { grant, token, key } = link;
      const session = await this.client.auth.redeem({ grant, token }, { idempotencyKey: key });
      this.#start(session);
    } catch (error) {
      if (error instanceof ApiError && error.status < 500 && error.status !== 429) {
        this.#end(link.grant);
      } else {
        this.state = 'failed';
        this.#host.requestUpdate();
      }
    }
  }

  #start({ token, expiresAt, person, scope }: Session): void {
    this.#link = undefined;
    this.#session = { token, expiresAt, person, scope };
    this.#keep();
    this.state = 'in';
    this.ended = undefined;
    this.#host.requestUpdate();
  }

  #end(why: Grant | 'session' | undefined): void {
    this.#link = undefined;
    this.#session = undefined;
    this.#keep();
    this.state = 'out';
    this.ended = why;
    this.#host.requestUpdate();
  }

  #keep(): void {
    if (this.#host.remember !== 'none') keepSession(this.#server ?? '', this.#session);
  }
}
