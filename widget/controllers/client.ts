import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Connection } from '../../sdk/connection.ts';
import type { Client, TokenSource } from '../../sdk/index.ts';
import { clientContext } from '../contexts/client.ts';
import { consume } from '../contexts/consume.ts';

/** An element that calls the helpdesk, with as much of a client as it needs. */
export interface ClientHost<Needed> extends ReactiveControllerHost, HTMLElement {
  /** A client of the page's own; comes before all else. */
  client?: Needed | undefined;
  /** The helpdesk's address; `""` is the page's own origin. */
  server?: string | null | undefined;
  token?: string | TokenSource | null | undefined;
}

/**
 * Finds an element's client: its `client` property, else one made (by `make`) of its `server` and
 * `token`, else the one a provider above gives. `changed` is called when another one is found.
 */
export class ClientController<Needed extends Partial<Client>> implements ReactiveController {
  client: Needed | undefined;
  readonly #host: ClientHost<Needed>;
  readonly #make: (connection: Connection) => Needed;
  readonly #changed: (client: Needed | undefined) => void;
  #own: { server: string; token: ClientHost<Needed>['token']; client: Needed } | undefined;
  #given: Needed | undefined;
  #stop: (() => void) | undefined;

  constructor(
    host: ClientHost<Needed>,
    make: (connection: Connection) => Needed,
    changed: (client: Needed | undefined) => void,
  ) {
    this.#host = host;
    this.#make = make;
    this.#changed = changed;
    host.addController(this);
  }

  hostConnected(): void {
    this.#stop = consume(this.#host, clientContext, (client) => {
      // A provider gives a whole client, so every part is there.
      this.#given = client as Partial<Client> as Needed;
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
      if (this.#own?.server !== server || this.#own.token !== token) {
        const absolute = new URL(server, location.href).href;
        this.#own = { server, token, client: this.#make({ server: absolute, token }) };
      }
      found = this.#own.client;
    }
    if (found === this.client) return;
    this.client = found;
    this.#changed(found);
  }
}
