import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { type Client, createClient, type TokenSource } from '../../sdk/index.ts';
import { clientContext } from '../contexts/client.ts';
import { consume } from '../contexts/consume.ts';

/** An element that calls the helpdesk. */
export interface ClientHost extends ReactiveControllerHost, HTMLElement {
  /** A client of the page's own; comes before all else. */
  client?: Client | undefined;
  /** The helpdesk's address; `""` is the page's own origin. */
  server?: string | null | undefined;
  token?: string | TokenSource | null | undefined;
}

/**
 * Finds an element's client: its `client` property, else one made of its `server` and `token`,
 * else the one a provider above gives. `changed` is called when another one is found.
 */
export class ClientController implements ReactiveController {
  client: Client | undefined;
  readonly #host: ClientHost;
  readonly #changed: (client: Client | undefined) => void;
  #own: { server: string; token: ClientHost['token']; client: Client } | undefined;
  #given: Client | undefined;
  #stop: (() => void) | undefined;

  constructor(host: ClientHost, changed: (client: Client | undefined) => void = () => {}) {
    this.#host = host;
    this.#changed = changed;
    host.addController(this);
  }

  hostConnected(): void {
    this.#stop = consume(this.#host, clientContext, (client) => {
      this.#given = client;
      this.#host.requestUpdate();
    });
  }

  hostDisconnected(): void {
    this.#stop?.();
    this.#given = undefined;
  }

  hostUpdate(): void {
    const { client, server, token } = this.#host;
    let found = client ?? this.#given;
    if (!client && server != null) {
      if (this.#own?.server !== server || this.#own.token !== token)
        this.#own = { server, token, client: createClient({ server, token }) };
      found = this.#own.client;
    }
    if (found === this.client) return;
    this.client = found;
    this.#changed(found);
  }
}
