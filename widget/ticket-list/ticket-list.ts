import {
  type CSSResultGroup,
  html,
  LitElement,
  nothing,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import type { PortalTicket } from '../../sdk/contract/tickets.ts';
import type { TokenSource } from '../../sdk/index.ts';
import { ClientController } from '../controllers/client.ts';
import { FocusController } from '../controllers/focus.ts';
import { LiveController } from '../controllers/live.ts';
import { LocaleController } from '../controllers/locale.ts';
import { RequestController } from '../controllers/request.ts';
import { portal } from '../locales/en/portal.ts';
import { failureText } from '../parts/failure.ts';
import { type PortalClient, portalClientOf } from '../parts/portal-client.ts';
import { timeView } from '../parts/time.ts';
import { base } from '../styles/base.ts';
import type { TicketListEventMap } from './ticket-list.events.ts';
import { ticketListStyles } from './ticket-list.styles.ts';

const shows = ['open', 'closed'] as const;
type Shown = (typeof shows)[number];

/** `quiet`: what is shown is read again without a sign of it. */
type Reading = 'first' | 'more' | 'quiet';

interface Loaded {
  items: PortalTicket[];
  nextCursor: string | null;
}

const pageSize = 20;
const nothingYet: Loaded = { items: [], nextCursor: null };

/**
 * The tickets a customer follows, open or closed, newest activity first. Follows what happens to
 * them while the page is visible.
 *
 * @element deskbell-ticket-list
 * @attr server - Address of the helpdesk; not needed below a provider or with `client`.
 * @attr show - `open` (default) or `closed`.
 * @fires deskbell-open-ticket - A ticket was chosen; `detail: { ticketId, ticket }`.
 * @csspart title - The heading.
 * @csspart tabs - The choice between open and closed tickets.
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
  declare client: PortalClient | undefined;

  #locale = new LocaleController(this, portal);
  #client = new ClientController(this, portalClientOf, (client) => {
    this.#live.follow(client);
    this.#restart();
  });
  #page = new RequestController<Loaded>(this, (signal) => this.#load(signal));
  #live = new LiveController(
    this,
    () => true,
    () => void this.refresh(),
  );
  #focus = new FocusController(this, '[aria-pressed="true"]');
  #reading: Reading = 'first';
  /** How many there were when it was last said. */
  #counted = 0;

  constructor() {
    super();
    this.server = null;
    this.show = 'open';
  }

  /** Reads the list again from its start, keeping what is shown until the answer is there. */
  reload(): void {
    void this.#read('first');
  }

  /** Brings what is shown up to date, without a sign of it. */
  async refresh(): Promise<void> {
    if (!this.#client.client) return;
    // A reading under way may have begun before the change, and what failed is tried anew.
    const again = this.#page.state === 'pending' || this.#page.value === undefined;
    await this.#read(again ? this.#reading : 'quiet');
  }

  /** Puts the focus on the list's first control. */
  override focus(): void {
    this.#focus.ask('[aria-pressed="true"]');
  }

  /** Puts the focus on a ticket of the list, or on the list's first control. */
  focusTicket(ticketId: string): void {
    const item = `[data-id="${CSS.escape(ticketId)}"]`;
    const known = this.renderRoot.querySelector(item) !== null;
    this.#focus.ask(known ? item : '[aria-pressed="true"]');
  }

  get #shown(): Loaded {
    return this.#page.value ?? nothingYet;
  }

  #restart(): void {
    this.#page.value = undefined;
    if (this.#client.client) this.reload();
  }

  async #read(reading: Reading): Promise<void> {
    this.#reading = reading;
    const before = this.#shown.items.length;
    await this.#page.run();
    if (reading === 'quiet' || this.#page.state !== 'ready') return;
    const first = reading === 'more' ? this.#shown.items[before] : undefined;
    if (first) this.#focus.ask(`[data-id="${CSS.escape(first.id)}"]`);
  }

  async #load(signal: AbortSignal): Promise<Loaded> {
    const client = this.#client.client;
    if (!client) return nothingYet;
    const reading = this.#reading;
    const shown = this.#shown;
    const items = reading === 'more' ? [...shown.items] : [];
    const enough = reading === 'quiet' ? shown.items.length : items.length + 1;
    let cursor = reading === 'more' ? shown.nextCursor : null;
    do {
      const page = await client.tickets.page<PortalTicket>(
        {
          state: this.show === 'closed' ? 'closed' : 'open',
          limit: pageSize,
          ...(cursor && { cursor }),
        },
        { signal },
      );
      // A ticket that moved up while paging is not shown twice.
      const known = new Set(items.map(({ id }) => id));
      items.push(...page.items.filter(({ id }) => !known.has(id)));
      cursor = page.nextCursor;
    } while (cursor !== null && items.length < enough);
    if (reading !== 'quiet') this.#counted = items.length;
    return { items, nextCursor: cursor };
  }

  #open(ticket: PortalTicket): void {
    const type = 'deskbell-open-ticket';
    const event: TicketListEventMap[typeof type] = new CustomEvent(type, {
      detail: { ticketId: ticket.id, ticket },
      bubbles: true,
      composed: true,
    });
    this.dispatchEvent(event);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('show') && this.hasUpdated) this.#restart();
  }

  override render(): TemplateResult {
    const { strings } = this.#locale;
    const { state, error, value } = this.#page;
    const quiet = this.#reading === 'quiet';
    const problem = state === 'failed' && !quiet ? failureText(error, strings) : '';
    const waiting = !quiet && state === 'pending';
    const said = problem || (waiting || !value ? strings.loading : strings.shown(this.#counted));
    return html`<div class="base" part="base" lang=${strings.lang}>
      <div class="top">
        <h2 part="title">${strings.ticketsTitle}</h2>
        <div class="tabs" part="tabs" role="group" aria-label=${strings.ticketsTitle}>
          ${shows.map(
            (show) =>
              html`<button
                type="button"
                class="quiet"
                aria-pressed=${this.show === show}
                @click=${() => {
                  this.show = show;
                }}
              >
                ${strings[show]}
              </button>`,
          )}
        </div>
      </div>
      <p class="unseen" role="status">${said}</p>
      ${value ? this.#tickets(value) : problem ? nothing : skeletons}
      ${problem ? html`<p class="error" id="problem">${problem}</p>` : nothing}
      ${this.#more(value, waiting, problem)}
    </div>`;
  }

  #tickets({ items }: Loaded): TemplateResult {
    const { strings } = this.#locale;
    if (items.length === 0)
      return html`<p class="empty">${this.show === 'closed' ? strings.noneClosed : strings.noneOpen}</p>`;
    return html`<ul part="list" role="list">
      ${items.map((ticket) => this.#ticket(ticket))}
    </ul>`;
  }

  /** One button in one place: the next page, or another try at what failed. */
  #more(
    value: Loaded | undefined,
    waiting: boolean,
    problem: string,
  ): TemplateResult | typeof nothing {
    const { strings } = this.#locale;
    if (!problem && !value?.nextCursor) return nothing;
    return html`<button
      type="button"
      class="quiet more"
      aria-busy=${waiting}
      aria-describedby=${problem ? 'problem' : nothing}
      @click=${() => {
        if (!waiting) void this.#read(problem ? this.#reading : 'more');
      }}
    >
      ${problem ? strings.retry : strings.showMore}
    </button>`;
  }

  #ticket(ticket: PortalTicket): TemplateResult {
    const { strings, lang } = this.#locale;
    return html`<li part="ticket">
      <button type="button" class="plain" data-id=${ticket.id} @click=${() => this.#open(ticket)}>
        <bdi>${ticket.subject}</bdi>
      </button>
      <span class="badge ${ticket.open ? '' : 'done'}"><bdi>${ticket.stage.name}</bdi></span>
      <span class="hint">
        ${strings.number(ticket.number)} · <bdi>${ticket.team.name}</bdi> · ${strings.updated}
        ${timeView(ticket.updatedAt, lang)}
      </span>
    </li>`;
  }
}

/** As high as tickets are, so that nothing moves when they come. */
const skeletons = html`<ul aria-hidden="true">
  ${[0, 1, 2].map(
    () => html`<li>
      <span class="skeleton wide"></span><span class="skeleton narrow"></span>
    </li>`,
  )}
</ul>`;
