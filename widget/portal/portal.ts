import { type CSSResultGroup, html, LitElement, nothing, type TemplateResult } from 'lit';
import { ApiError, type Client, type TokenSource } from '../../sdk/index.ts';
import { ClientController } from '../controllers/client.ts';
import { LocaleController } from '../controllers/locale.ts';
import { SessionController } from '../controllers/session.ts';
import { portal } from '../locales/en/portal.ts';
import { failureText } from '../parts/failure.ts';
import { base } from '../styles/base.ts';
import type { TicketList } from '../ticket-list/ticket-list.ts';
import type { TicketThread } from '../ticket-thread/ticket-thread.ts';
import { portalStyles } from './portal.styles.ts';

/**
 * A customer's way to their tickets: signing in by a mailed link, the list of tickets, one ticket.
 * A link in a mail lands here too, and opens the one ticket it is for.
 *
 * @element deskbell-portal
 * @attr server - Address of the helpdesk.
 * @attr remember - `none` keeps the session in memory only; a reload then signs out.
 * @csspart sign-in - The form that asks for the address.
 * @csspart bar - Who is signed in, and signing out.
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
  declare client: Client | undefined;

  #locale = new LocaleController(this, portal);
  #session = new SessionController(this);
  /** Only for a host's own client or token; else the session's. */
  #host = new ClientController(this);
  #ticketId: string | undefined;
  #email = '';
  #asked: 'no' | 'sending' | 'sent' = 'no';
  #problem = '';
  #focus = '';

  constructor() {
    super();
    this.server = null;
    this.remember = null;
  }

  get #byHost(): boolean {
    return this.client !== undefined || this.token != null || this.server == null;
  }

  async #askForLink(event?: Event): Promise<void> {
    event?.preventDefault();
    const { strings } = this.#locale;
    const input = this.renderRoot.querySelector('input');
    if (input) {
      this.#email = input.value.trim();
      this.#problem = input.validity.valueMissing
        ? strings.missingEmail
        : input.validity.valid
          ? ''
          : strings.invalidEmail;
      if (this.#problem) {
        this.requestUpdate();
        input.focus();
        return;
      }
    }
    if (this.#asked === 'sending') return;
    const before = this.#asked;
    this.#asked = 'sending';
    this.requestUpdate();
    try {
      await this.#requestLink();
      this.#asked = 'sent';
      this.#focus = 'h2';
    } catch (error) {
      this.#asked = before;
      this.#problem = failureText(error, strings, strings.failed);
      this.#focus = 'input';
    }
    this.requestUpdate();
  }

  /** The link lands on this page where the helpdesk allows it, else on its own portal. */
  async #requestLink(): Promise<void> {
    const email = this.#email;
    const auth = this.#session.client?.auth;
    const returnTo = location.origin + location.pathname + location.search;
    try {
      await auth?.requestLink({ email, returnTo });
    } catch (error) {
      const elsewhere =
        error instanceof ApiError && error.issues.some(({ path }) => path[0] === 'returnTo');
      if (!elsewhere) throw error;
      await auth?.requestLink({ email });
    }
  }

  #useOtherAddress(): void {
    this.#asked = 'no';
    this.#focus = 'input';
    this.requestUpdate();
  }

  #signOut(): void {
    this.#ticketId = undefined;
    this.#asked = 'no';
    this.#session.signOut();
    this.#focus = 'input';
  }

  #openTicket({ detail }: CustomEvent<{ ticketId: string }>): void {
    this.#ticketId = detail.ticketId;
    this.#focus = 'deskbell-ticket';
    this.requestUpdate();
  }

  async #back(): Promise<void> {
    const from = this.#ticketId ?? '';
    this.#ticketId = undefined;
    this.requestUpdate();
    await this.updateComplete;
    const list = this.renderRoot.querySelector<TicketList>('deskbell-ticket-list');
    list?.reload();
    list?.focusTicket(from);
  }

  protected override updated(): void {
    const focus = this.#focus;
    if (!focus) return;
    const target = this.renderRoot.querySelector<HTMLElement>(focus);
    if (!target) return;
    this.#focus = '';
    if (focus === 'deskbell-ticket') (target as TicketThread).focusTitle();
    else target.focus();
  }

  override render(): TemplateResult {
    const { strings } = this.#locale;
    return html`<div class="base" part="base" lang=${strings.lang}>${this.#view()}</div>`;
  }

  #view(): TemplateResult {
    const { strings } = this.#locale;
    if (this.#byHost) return this.#desk(this.#host.client, undefined);
    switch (this.#session.state) {
      case 'redeeming':
        return html`<p role="status">${strings.signingIn}</p>
          <span class="skeleton line"></span>`;
      case 'failed':
        return html`<div class="notice bad" role="alert">
          <p>${strings.offline}</p>
          <button type="button" class="quiet" @click=${this.#session.retry}>${strings.retry}</button>
        </div>`;
      case 'in':
        return html`<div class="bar" part="bar">
            <span class="hint"><bdi>${strings.signedInAs(this.#session.person?.name ?? '')}</bdi></span>
            <button type="button" class="plain" @click=${() => this.#signOut()}>${strings.signOut}</button>
          </div>
          ${this.#desk(this.#session.client, this.#session.onlyTicketId)}`;
      default:
        return this.#asked === 'sent' ? this.#checkMail() : this.#signIn();
    }
  }

  /** The list stays in place behind an open ticket, so that going back finds it as it was. */
  #desk(client: Client | undefined, onlyTicketId: string | undefined): TemplateResult {
    const { strings } = this.#locale;
    const open = this.#ticketId;
    if (onlyTicketId !== undefined) {
      return html`<deskbell-ticket .client=${client} ticket-id=${onlyTicketId}></deskbell-ticket>`;
    }
    return html`
      ${
        open === undefined
          ? nothing
          : html`<button type="button" class="plain back" @click=${() => void this.#back()}>
              <span class="arrow" aria-hidden="true"></span>${strings.back}
            </button>
            <deskbell-ticket .client=${client} ticket-id=${open}></deskbell-ticket>`
      }
      <deskbell-ticket-list
        ?hidden=${open !== undefined}
        .client=${client}
        @deskbell-open-ticket=${(event: CustomEvent<{ ticketId: string }>) => this.#openTicket(event)}
      ></deskbell-ticket-list>
    `;
  }

  #signIn(): TemplateResult {
    const { strings } = this.#locale;
    const { ended } = this.#session;
    const busy = this.#asked === 'sending';
    const bad = this.#problem !== '';
    return html`<form
      part="sign-in"
      novalidate
      @submit=${(event: Event) => void this.#askForLink(event)}
    >
      <h2>${strings.signInTitle}</h2>
      ${
        ended === undefined
          ? nothing
          : html`<p class="notice" role="status">
              ${ended === 'session' ? strings.sessionEnded : strings.linkExpired}
            </p>`
      }
      <p class="hint" id="hint">${strings.signInHint}</p>
      <label for="email">${strings.email}</label>
      ${bad ? html`<p class="error" id="problem">${this.#problem}</p>` : nothing}
      <input
        id="email"
        type="email"
        autocomplete="email"
        required
        maxlength="254"
        .value=${this.#email}
        aria-invalid=${bad ? 'true' : 'false'}
        aria-describedby=${bad ? 'problem hint' : 'hint'}
      />
      <button aria-busy=${busy ? 'true' : 'false'}>${busy ? strings.sending : strings.sendLink}</button>
    </form>`;
  }

  #checkMail(): TemplateResult {
    const { strings } = this.#locale;
    return html`<div class="sent">
      <h2 tabindex="-1">${strings.checkMailTitle}</h2>
      <p>${strings.checkMail(this.#email)}</p>
      <div class="choices">
        <button type="button" class="quiet" @click=${() => void this.#askForLink()}>
          ${strings.resend}
        </button>
        <button type="button" class="plain" @click=${() => this.#useOtherAddress()}>
          ${strings.otherEmail}
        </button>
      </div>
    </div>`;
  }
}
