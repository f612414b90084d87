import { type CSSResultGroup, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { PortalTicket } from '../../sdk/contract/tickets.ts';
import type { TokenSource } from '../../sdk/index.ts';
import { ClientController } from '../controllers/client.ts';
import { FocusController } from '../controllers/focus.ts';
import { LocaleController } from '../controllers/locale.ts';
import { SessionController } from '../controllers/session.ts';
import { portal } from '../locales/en/portal.ts';
import { failureText } from '../parts/failure.ts';
import { type PortalClient, portalClientOf } from '../parts/portal-client.ts';
import { base } from '../styles/base.ts';
import type { TicketListEventMap } from '../ticket-list/ticket-list.events.ts';
import type { TicketList } from '../ticket-list/ticket-list.ts';
import { portalStyles } from './portal.styles.ts';
import { SignIn } from './sign-in.ts';

/**
 * A customer's way to their tickets: signing in by a mailed link, the list of tickets, one ticket.
 * A link in a mail lands here too, and opens the one ticket it is for. With a `client` or `token`
 * of the page's own, or below a provider, nobody signs in here.
 *
 * @element deskbell-portal
 * @attr server - Address of the helpdesk.
 * @attr remember - `none` keeps the session in memory only; a reload then signs out.
 * @csspart title - The heading of signing in.
 * @csspart sign-in - The form that asks for the address, and what follows it.
 * @csspart bar - Who is signed in, and signing out.
 * @csspart back - The button that leads from a ticket to the list.
 */
export class Portal extends LitElement {
  static override styles: CSSResultGroup = [base, portalStyles];
  static override properties = {
    server: {},
    remember: {},
    token: { attribute: false },
    client: { attribute: false },
  };

  declare server: string | null;
  declare remember: string | null;
  /** A host that signs its customers in itself gives their token here. */
  declare token: string | TokenSource | null | undefined;
  declare client: PortalClient | undefined;

  #locale = new LocaleController(this, portal);
  #session = new SessionController(this);
  /** Only for a host's own client or token; else the session's. */
  #host = new ClientController(this, portalClientOf, () => {
    if (this.#byHost) this.#ticket = undefined;
  });
  #focus = new FocusController(this, 'h2, deskbell-ticket, deskbell-ticket-list');
  #signIn = new SignIn(this, this.#focus);
  #ticket: PortalTicket | undefined;

  constructor() {
    super();
    this.server = null;
    this.remember = null;
  }

  get #byHost(): boolean {
    return this.client !== undefined || this.token != null || this.server == null;
  }

  #signOut(): void {
    this.#signIn.restart();
    this.#session.signOut();
    this.#focus.ask('h2');
  }

  readonly #open = ({ detail }: TicketListEventMap['deskbell-open-ticket']): void => {
    this.#ticket = detail.ticket;
    this.#focus.ask('deskbell-ticket');
  };

  async #back(): Promise<void> {
    const { id = '' } = this.#ticket ?? {};
    this.#ticket = undefined;
    this.requestUpdate();
    await this.updateComplete;
    const list = this.renderRoot.querySelector<TicketList>('deskbell-ticket-list');
    list?.focusTicket(id);
    void list?.refresh();
  }

  protected override willUpdate(): void {
    if (!this.#byHost && this.#session.state !== 'in') this.#ticket = undefined;
  }

  override render(): TemplateResult {
    const { strings } = this.#locale;
    return html`<div class="base" part="base" lang=${strings.lang}>${this.#view()}</div>`;
  }

  #view(): TemplateResult {
    const { strings } = this.#locale;
    if (this.#byHost) return this.#tickets(this.#host.client);
    const { state, client, onlyTicketId, ended, error } = this.#session;
    switch (state) {
      case 'redeeming':
        return html`<h2 tabindex="-1" class="wait">${strings.signingIn}</h2>
          <span class="skeleton" aria-hidden="true"></span>`;
      case 'failed':
        return html`<h2 tabindex="-1">${strings.signInTitle}</h2>
          <div class="notice bad" role="alert">
            <p>${failureText(error, strings, strings.notAsked)}</p>
            <button type="button" class="quiet" @click=${this.#session.retry}>${strings.retry}</button>
          </div>`;
      case 'in':
        return html`${this.#bar()}
        ${
          onlyTicketId === undefined
            ? this.#tickets(client)
            : html`<deskbell-ticket .client=${client} ticket-id=${onlyTicketId}></deskbell-ticket>`
        }`;
      default: {
        const notice = ended && (ended === 'session' ? strings.sessionEnded : strings.linkExpired);
        return this.#signIn.view(strings, client, notice ?? '');
      }
    }
  }

  #bar(): TemplateResult {
    const { strings } = this.#locale;
    const { person, onlyTicketId } = this.#session;
    const name = person?.name ?? '';
    return html`<div class="bar" part="bar">
      <span class="hint"><bdi>${onlyTicketId === undefined ? strings.signedInAs(name) : name}</bdi></span>
      <button type="button" class="plain" @click=${() => this.#signOut()}>${strings.signOut}</button>
    </div>`;
  }

  /** The list stays in place behind an open ticket, so that going back finds it as it was. */
  #tickets(client: PortalClient | undefined): TemplateResult {
    const { strings } = this.#locale;
    const open = this.#ticket;
    return html`
      ${
        open === undefined
          ? nothing
          : html`<button type="button" class="plain back" part="back" @click=${() => void this.#back()}>
              <span class="arrow" aria-hidden="true"></span>${strings.back}
            </button>
            <deskbell-ticket .client=${client} .ticket=${open} ticket-id=${open.id}></deskbell-ticket>`
      }
      <deskbell-ticket-list
        ?hidden=${open !== undefined}
        .client=${client}
        @deskbell-open-ticket=${this.#open}
      ></deskbell-ticket-list>
    `;
  }
}
