import {
  type CSSResultGroup,
  html,
  LitElement,
  nothing,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import type { Message, PortalTicket } from '../../sdk/contract/tickets.ts';
import type { LiveEvent, TokenSource } from '../../sdk/index.ts';
import { ClientController } from '../controllers/client.ts';
import { FocusController } from '../controllers/focus.ts';
import { LiveController } from '../controllers/live.ts';
import { LocaleController } from '../controllers/locale.ts';
import { RequestController } from '../controllers/request.ts';
import { portal } from '../locales/en/portal.ts';
import { failureText, isGone } from '../parts/failure.ts';
import { type PortalClient, portalClientOf } from '../parts/portal-client.ts';
import { timeView } from '../parts/time.ts';
import { base } from '../styles/base.ts';
import { ClosingController } from './closing.ts';
import { Downloads } from './downloads.ts';
import { authorOf, entryView, fieldsView, type MessageWords } from './message-view.ts';
import { ReplyController } from './reply.ts';
import type { TicketThreadEventMap } from './ticket-thread.events.ts';
import { ticketThreadStyles } from './ticket-thread.styles.ts';

interface Thread {
  ticket: PortalTicket;
  messages: Message[];
}

/**
 * One ticket as its customer sees it: what they asked, what was answered, and a reply. Follows
 * what happens to it while the page is visible.
 *
 * @element deskbell-ticket
 * @attr server - Address of the helpdesk; not needed below a provider or with `client`.
 * @attr ticket-id - Which ticket.
 * @fires deskbell-replied - A reply is stored; `detail: { ticketId, messageId }`.
 * @fires deskbell-closed - The customer has closed it; `detail: { ticketId }`.
 * @csspart title - The subject.
 * @csspart message - One message.
 * @csspart event - One line of the history.
 * @csspart reply - The reply's form.
 * @csspart close - The button that closes the ticket.
 * @csspart dialog - The dialog that asks once more.
 */
export class TicketThread extends LitElement {
  static override styles: CSSResultGroup = [base, ticketThreadStyles];
  static override properties = {
    server: {},
    ticketId: { attribute: 'ticket-id' },
    ticket: { attribute: false },
    token: { attribute: false },
    client: { attribute: false },
  };

  declare server: string | null;
  declare ticketId: string | null;
  /** What is known of the ticket already, shown until it is read. */
  declare ticket: PortalTicket | undefined;
  declare token: string | TokenSource | null | undefined;
  declare client: PortalClient | undefined;

  #locale = new LocaleController(this, portal);
  #client = new ClientController(this, portalClientOf, (client) => {
    this.#live.follow(client);
    this.#forget();
    this.reload();
  });
  #thread = new RequestController<Thread>(this, (signal) => this.#load(signal));
  #live = new LiveController(
    this,
    (event) => this.#concerns(event),
    () => void this.#refresh(),
  );
  #focus = new FocusController(this, 'h2, .notice');
  #reply = new ReplyController(this, this.#focus, (message) => this.#replied(message));
  #closing = new ClosingController(this, (ticket) => this.#closed(ticket));
  #downloads = new Downloads(this);
  /** The present reading is one that nobody asked for, so its failure is no news. */
  #quiet = false;
  #gone = false;
  #said = '';

  constructor() {
    super();
    this.server = null;
    this.ticketId = null;
  }

  /** Reads the ticket again, keeping what is shown until the answer is there. */
  reload(): void {
    if (!this.ticketId) return;
    this.#quiet = false;
    this.#gone = false;
    void this.#thread.run();
  }

  /** Puts the focus on the ticket's subject, now or as soon as it is there. */
  override focus(): void {
    this.#focus.ask('h2, .notice');
  }

  #forget(): void {
    this.#thread.value = undefined;
    this.#gone = false;
    this.#said = '';
  }

  async #load(signal: AbortSignal): Promise<Thread> {
    const client = this.#client.client;
    const id = this.ticketId;
    if (!client || !id) throw new Error('<deskbell-ticket> needs a client and a ticket-id.');
    const messages: Message[] = [];
    const [ticket] = await Promise.all([
      client.tickets.get<PortalTicket>(id, { signal }),
      (async () => {
        for await (const message of client.messages.list(id, { limit: 100 }, { signal }))
          messages.push(message);
      })(),
    ]);
    return { ticket, messages };
  }

  #concerns({ type, data }: LiveEvent): boolean {
    if (data.ticketId !== this.ticketId) return false;
    if (type === 'revoked') {
      this.#gone = true;
      this.#thread.hostDisconnected();
      this.#thread.state = 'failed';
      this.requestUpdate();
    }
    return type !== 'revoked';
  }

  /** Reads the ticket again without a sign of it, except of what is new. */
  async #refresh(): Promise<void> {
    const thread = this.#thread;
    const { ticketId } = this;
    const before = thread.value;
    if (this.#gone) return;
    if (!before) {
      this.reload();
      return;
    }
    this.#quiet = true;
    await thread.run();
    // Another reading has begun, which will tell.
    if (thread.state === 'pending' || ticketId !== this.ticketId) return;
    if (thread.state === 'failed') this.#gone = isGone(thread.error);
    const known = new Set(before.messages.map(({ id }) => id));
    const fresh = thread.value?.messages.findLast(
      ({ id, kind, author }) => kind === 'message' && !author.mine && !known.has(id),
    );
    const { strings } = this.#locale;
    if (fresh) this.#say(strings.newReply(authorOf(fresh, strings)));
    else this.requestUpdate();
  }

  #say(words: string): void {
    this.#said = words;
    this.requestUpdate();
  }

  #emit<Type extends keyof TicketThreadEventMap>(
    type: Type,
    detail: TicketThreadEventMap[Type]['detail'],
  ): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }

  #replied(message: Message): void {
    const ticketId = this.ticketId ?? '';
    const shown = this.#thread.value;
    if (shown) {
      const others = shown.messages.filter(({ id }) => id !== message.id);
      this.#thread.set({ ...shown, messages: [...others, message] });
    }
    this.#say(this.#locale.strings.replySent);
    this.#focus.ask(`[data-id="${CSS.escape(message.id)}"]`);
    // It may have reopened the ticket.
    void this.#refresh();
    this.#emit('deskbell-replied', { ticketId, messageId: message.id });
  }

  #closed(ticket: PortalTicket): void {
    const shown = this.#thread.value;
    if (ticket.id !== this.ticketId || !shown) return;
    this.#thread.set({ ...shown, ticket });
    this.#say(this.#locale.strings.nowClosed);
    this.#focus.ask('h2');
    void this.#refresh();
    this.#emit('deskbell-closed', { ticketId: ticket.id });
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('ticketId')) return;
    if (this.ticketId) this.#reply.turnTo(this.ticketId);
    this.#forget();
    if (this.#client.client) this.reload();
  }

  override render(): TemplateResult {
    const { strings } = this.#locale;
    const { value, state, error } = this.#thread;
    const failed = this.#gone || (state === 'failed' && !(this.#quiet && value));
    const gone = this.#gone || (failed && isGone(error));
    const known = this.ticket?.id === this.ticketId ? this.ticket : undefined;
    const ticket = gone ? undefined : (value?.ticket ?? known);
    const problem = gone ? strings.notFound : failed ? failureText(error, strings) : '';
    const said =
      problem ||
      this.#downloads.problem(strings) ||
      (this.#reply.busy ? strings.sending : this.#said || (value ? '' : strings.loading));
    return html`<div class="base" part="base" lang=${strings.lang}>
      <p class="unseen" role="status">${said}</p>
      ${
        failed
          ? html`<div class="notice bad" tabindex="-1">
            <p>${problem}</p>
            ${
              gone
                ? nothing
                : html`<button type="button" class="quiet" @click=${() => this.reload()}>
                  ${strings.retry}
                </button>`
            }
          </div>`
          : nothing
      }
      ${ticket ? this.#header(ticket) : nothing}
      ${ticket && value ? this.#conversation(value) : failed ? nothing : skeleton(!ticket)}
      ${
        ticket && !value && !failed
          ? nothing
          : this.#reply.view(
              strings,
              this.#client.client,
              Boolean(ticket && value?.ticket.mayReply),
            )
      }
    </div>`;
  }

  get #words(): MessageWords {
    const { strings, lang } = this.#locale;
    const { client } = this.#client;
    return { strings, lang, files: (files) => this.#downloads.view(files, strings, lang, client) };
  }

  #header(ticket: PortalTicket): TemplateResult {
    const { strings, lang } = this.#locale;
    const words = this.#words;
    return html`<header>
        <h2 part="title" tabindex="-1"><bdi>${ticket.subject}</bdi></h2>
        <div class="facts">
          <span class="badge ${ticket.open ? '' : 'done'}"><bdi>${ticket.stage.name}</bdi></span>
          <span class="hint">${strings.number(ticket.number)} · <bdi>${ticket.team.name}</bdi></span>
          ${ticket.mayClose ? this.#closing.view(strings, this.#client.client, ticket.id) : nothing}
        </div>
      </header>
      <div class="message" part="message">
        <h3>${strings.request} <span class="hint">${timeView(ticket.createdAt, lang)}</span></h3>
        <p class="text">${ticket.description}</p>
        ${fieldsView(ticket.fields, strings)} ${words.files(ticket.attachments)}
      </div>`;
  }

  #conversation({ ticket, messages }: Thread): TemplateResult {
    const { strings } = this.#locale;
    const words = this.#words;
    return html`<ol role="list">
        ${messages.map((message) => entryView(message, words))}
      </ol>
      ${ticket.mayReply ? nothing : html`<p class="notice">${strings.replyClosed}</p>`}`;
  }
}

/** Where the ticket will stand; only the messages' place once its head is known. */
const skeleton = (whole: boolean): TemplateResult => html`<div class="waiting" aria-hidden="true">
  ${
    whole ? html`<span class="skeleton title"></span><span class="skeleton short"></span>` : nothing
  }
  <span class="skeleton block"></span>
</div>`;
