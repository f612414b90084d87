import {
  type CSSResultGroup,
  html,
  LitElement,
  nothing,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import type { PortalTicket } from '../../sdk/contract/tickets.ts';
import type { Client, TokenSource } from '../../sdk/index.ts';
import { ClientController } from '../controllers/client.ts';
import { LocaleController } from '../controllers/locale.ts';
import { RequestController } from '../controllers/request.ts';
import { portal } from '../locales/en/portal.ts';
import { failureText } from '../parts/failure.ts';
import { timeView } from '../parts/time.ts';
import { base } from '../styles/base.ts';
import { ticketListStyles } from './ticket-list.styles.ts';

type Shown = 'open' | 'closed';

interface Loaded {
  items: PortalTicket[];
  nextCursor: string | null;
}

const pageSize = 20;

/**
 * The tickets a customer follows, open or closed, newest activity first.
 *
 * @element deskbell-ticket-list
 * @attr server - Address of the helpdesk; not needed below a provider or with `client`.
 * @attr show - `open` (default) or `closed`.
 * @fires deskbell-open-ticket - A ticket was chosen; `detail: { ticketId }`.
 * @csspart list - The list of tickets.
 * @csspart ticket - One ticket.
 */
export class TicketList extends LitElement {
  static override styles: CSSResultGroup = [base, ticketListStyles];
  static override properties = {
    server: {},
    show: { reflect: true },
    token: { attribute: false },
    client: { attribute: false },
  };

  declare server: string | null;
  declare show: Shown;
  declare token: string | TokenSource | null | undefined;
  declare client: Client | undefined;

  #locale = new LocaleController(this, portal);
  #client = new ClientController(this, () => void this.#page.run());
  #loaded: Loaded = { items: [], nextCursor: null };
  #page = new RequestController<Loaded>(this, (signal) => this.#load(signal));
  #more = false;
  #focusAt = -1;

  constructor() {
    super();
    this.server = null;
    this.show = 'open';
  }

  /** Reads the list again from its start, keeping what is shown until the answer is there. */
  reload(): void {
    this.#more = false;
    void this.#page.run();
  }

  /** Puts the focus on a ticket of the list, or on the list's first control. */
  focusTicket(ticketId: string): void {
    const chosen = this.renderRoot.querySelector<HTMLElement>(
      `[data-id="${CSS.escape(ticketId)}"]`,
    );
    (chosen ?? this.renderRoot.querySelector<HTMLElement>('[aria-pressed]'))?.focus();
  }

  async #load(signal: AbortSignal): Promise<Loaded> {
    const client = this.#client.client;
    if (!client) return this.#loaded;
    const before = this.#more ? this.#loaded : { items: [], nextCursor: null };
    const page = await client.tickets.page<PortalTicket>(
      { state: this.show, limit: pageSize, cursor: before.nextCursor ?? undefined },
      { signal },
    );
    // A ticket that moved up while paging is not shown twice.
    const fresh = page.items.filter((item) => before.items.every((shown) => shown.id !== item.id));
    this.#focusAt = this.#more ? before.items.length : -1;
    this.#loaded = { items: [...before.items, ...fresh], nextCursor: page.nextCursor };
    return this.#loaded;
  }

  #choose(show: Shown): void {
    if (this.show === show) return;
    this.show = show;
    this.#loaded = { items: [], nextCursor: null };
    this.#page.set(this.#loaded);
    this.reload();
  }

  #showMore(): void {
    this.#more = true;
    void this.#page.run();
  }

  #open(ticketId: string): void {
    this.dispatchEvent(
      new CustomEvent('deskbell-open-ticket', {
        detail: { ticketId },
        bubbles: true,
        composed: true,
      }),
    );
  }

  protected override updated(_: PropertyValues): void {
    if (this.#focusAt < 0 || this.#page.state !== 'ready') return;
    this.renderRoot.querySelectorAll<HTMLElement>('[data-id]')[this.#focusAt]?.focus();
    this.#focusAt = -1;
  }

  override render(): TemplateResult {
    const { strings, lang } = this.#locale;
    const { items, nextCursor } = this.#loaded;
    const waiting = this.#page.state === 'pending';
    return html`<div class="base" part="base" lang=${strings.lang}>
      <div class="tabs" role="group" aria-label=${strings.ticketsTitle}>
        ${(['open', 'closed'] as const).map(
          (show) =>
            html`<button
              type="button"
              class="quiet"
              aria-pressed=${this.show === show ? 'true' : 'false'}
              @click=${() => this.#choose(show)}
            >
              ${strings[show]}
            </button>`,
        )}
      </div>
      <p class="unseen" role="status">
        ${waiting ? strings.loading : this.#page.state === 'ready' ? strings.shown(items.length) : ''}
      </p>
      ${
        items.length > 0
          ? html`<ul part="list">
            ${items.map((ticket) => this.#ticket(ticket, lang))}
          </ul>`
          : nothing
      }
      ${waiting && items.length === 0 ? skeletons : nothing}
      ${
        this.#page.state === 'ready' && items.length === 0
          ? html`<p class="empty">${this.show === 'open' ? strings.noneOpen : strings.noneClosed}</p>`
          : nothing
      }
      ${
        this.#page.state === 'failed'
          ? html`<div class="notice bad">
            <p>${failureText(this.#page.error, strings)}</p>
            <button type="button" class="quiet" @click=${this.#page.run}>${strings.retry}</button>
          </div>`
          : nothing
      }
      ${
        nextCursor !== null && this.#page.state !== 'failed'
          ? html`<button
            type="button"
            class="quiet more"
            aria-busy=${waiting ? 'true' : 'false'}
            @click=${() => this.#showMore()}
          >
            ${strings.showMore}
          </button>`
          : nothing
      }
    </div>`;
  }

  #ticket(ticket: PortalTicket, lang: string): TemplateResult {
    const { strings } = this.#locale;
    return html`<li part="ticket">
      <button type="button" class="plain" data-id=${ticket.id} @click=${() => this.#open(ticket.id)}>
        <bdi>${ticket.subject}</bdi>
      </button>
      <span class="badge ${ticket.open ? '' : 'done'}">${ticket.stage.name}</span>
      <span class="hint">
        ${strings.number(ticket.number)} · <bdi>${ticket.team.name}</bdi> · ${strings.updated}
        ${timeView(ticket.updatedAt, lang)}
      </span>
    </li>`;
  }
}

const skeletons = html`<ul aria-hidden="true">
  ${[0, 1, 2].map(
    () => html`<li><span class="skeleton wide"></span><span class="skeleton narrow"></span></li>`,
  )}
</ul>`;

/** The events of `<deskbell-ticket-list>`. */
export interface TicketListEventMap {
  'deskbell-open-ticket': CustomEvent<{ ticketId: string }>;
}
