import { ContextProvider } from '@lit/context';
import { css, html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { type Client, createClient, type TokenSource } from '../../sdk/index.ts';
import { clientContext } from '../contexts/client.ts';
import { localeContext } from '../contexts/locale.ts';
import { type Viewer, viewerContext } from '../contexts/viewer.ts';
import { languageOf } from '../locales/languages.ts';

/**
 * Gives the elements inside it their client, language and viewer, so that a page names its helpdesk
 * once. Takes no room of its own. By the community's context protocol, so any element may ask.
 *
 * @summary Client, language and viewer for the elements inside it.
 *
 * @attr {string} server - Where the helpdesk is, such as `https://help.example`.
 * @attr {string} lang - The language of the elements inside that name none.
 *
 * @slot - The page's own content with Deskbell's elements somewhere in it.
 */
export class Provider extends LitElement {
  static override properties = {
    server: {},
    lang: {},
    client: { attribute: false },
    token: { attribute: false },
  };
  static override styles = css`
    :host {
      display: contents;
    }
  `;

  /** Where the helpdesk is. */
  server?: string;
  /** A client of the page's own; comes before `server`. */
  client?: Client;
  /** The bearer token of the signed-in person, or what gives it; goes with `server`. */
  token?: string | TokenSource | null;
  declare lang: string;

  readonly #client = new ContextProvider(this, { context: clientContext });
  readonly #locale = new ContextProvider(this, { context: localeContext });
  readonly #viewer = new ContextProvider(this, { context: viewerContext });

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.#locale.setValue(languageOf(this));
    if (!changed.has('client') && !changed.has('server') && !changed.has('token')) return;
    const { server, token } = this;
    const client = this.client ?? (server ? createClient({ server, token }) : undefined);
    if (!client) return;
    this.#client.setValue(client);
    void this.#look(client);
  }

  /** A visitor needs no question; with a token or a client of the page's own the server knows who it is. */
  async #look(client: Client): Promise<void> {
    const known = this.client ?? this.token;
    this.#viewer.setValue(known ? undefined : null);
    if (!known) return;
    let viewer: Viewer = null;
    try {
      viewer = await client.auth.me();
    } catch {
      // Not signed in, or not to be found out now: a visitor until the token changes.
    }
    if (this.#client.value === client) this.#viewer.setValue(viewer);
  }

  protected override render(): TemplateResult {
    return html`<slot></slot>`;
  }
}
