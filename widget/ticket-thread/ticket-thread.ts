import { type CSSResultGroup, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Attachment, Message, PortalTicket } from '../../sdk/contract/tickets.ts';
import { ApiError, type Client, type TokenSource } from '../../sdk/index.ts';
import { ClientController } from '../controllers/client.ts';
import { LocaleController } from '../controllers/locale.ts';
import { RequestController } from '../controllers/request.ts';
import { portal } from '../locales/en/portal.ts';
import { failureText } from '../parts/failure.ts';
import { saveFile } from '../parts/save-file.ts';
import { sizeText } from '../parts/size.ts';
import { timeView } from '../parts/time.ts';
import { base } from '../styles/base.ts';
import { ticketThreadStyles } from './ticket-thread.styles.ts';

interface Thread {
  ticket: PortalTicket;
  messages: Message[];
}

/**
 * One ticket as its customer sees it: what they asked, what was answered, and a reply.
 *
 * @element deskbell-ticket
 * @attr server - Address of the helpdesk; not needed below a provider or with `client`.
 * @attr ticket-id - Which ticket.
 * @fires deskbell-replied - A reply is stored; `detail: { ticketId, messageId }`.
 * @csspart title - The subject.
 * @csspart message - One message.
 * @csspart reply - The reply's form.
 */
export class TicketThread extends LitElement {
  static override styles: CSSResultGroup = [base, ticketThreadStyles];
  static override properties = {
    server: {},
    ticketId: { attribute: 'ticket-id' },
    token: { attribute: false },
    client: { attribute: false },
  };

  declare server: string | null;
  declare ticketId: string | null;
  declare token: string | TokenSource | null | undefined;
  declare client: Client | undefined;

  #locale = new LocaleController(this, portal);
  #client = new ClientController(this, () => this.reload());
  #thread = new RequestController<Thread>(this, (signal) => this.#load(signal));
  #sending = new RequestController<Message>(this, (signal) => this.#send(signal));
  #problem = '';
  #focusTitle = false;
  #download = '';

  constructor() {
    super();
    this.server = null;
    this.ticketId = null;
  }

  /** Reads the ticket again, keeping what is shown until the answer is there. */
  reload(): void {
    if (this.ticketId) void this.#thread.run();
  }

  /** Puts the focus on the ticket's subject, now or as soon as it is there. */
  focusTitle(): void {
    this.#focusTitle = true;
    this.requestUpdate();
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

  get #text(): HTMLTextAreaElement | null {
    return this.renderRoot.querySelector('textarea');
  }

  /** A retry after a lost answer carries the same key, so that the reply stands there once. */
  #attempt: { body: string; key: string } | undefined;

  async #send(signal: AbortSignal): Promise<Message> {
    const body = this.#text?.value ?? '';
    if (this.#attempt?.body !== body) this.#attempt = { body, key: crypto.randomUUID() };
    const client = this.#client.client;
    if (!client || !this.ticketId) throw new Error('<deskbell-ticket> needs a client.');
    return client.messages.create(
      this.ticketId,
      { body },
      { signal, idempotencyKey: this.#attempt.key },
    );
  }

  async #reply(event: Event): Promise<void> {
    event.preventDefault();
    const text = this.#text;
    if (!text || this.#sending.state === 'pending') return;
    const { strings } = this.#locale;
    if (text.value.trim() === '') {
      this.#problem = strings.missingReply;
      this.requestUpdate();
      text.focus();
      return;
    }
    this.#problem = '';
    await this.#sending.run();
    if (this.#sending.state === 'failed') {
      const { error } = this.#sending;
      const issue = error instanceof ApiError ? error.issues[0]?.message : undefined;
      const closed = error instanceof ApiError && error.code === 'closed';
      this.#problem = closed
        ? strings.replyClosed
        : (issue ?? failureText(error, strings, strings.notSent));
      this.requestUpdate();
      text.focus();
      return;
    }
    const message = this.#sending.value;
    const shown = this.#thread.value;
    if (!message || !shown) return;
    text.value = '';
    this.#attempt = undefined;
    if (shown.messages.every(({ id }) => id !== message.id)) {
      this.#thread.set({ ...shown, messages: [...shown.messages, message] });
    }
    // A reply may have reopened the ticket.
    this.reload();
    this.dispatchEvent(
      new CustomEvent('deskbell-replied', {
        detail: { ticketId: this.ticketId, messageId: message.id },
        bubbles: true,
        composed: true,
      }),
    );
  }

  async #save(file: Attachment): Promise<void> {
    const client = this.#client.client;
    if (!client || this.#download) return;
    this.#download = file.id;
    this.requestUpdate();
    try {
      saveFile(await client.attachments.download(file.id), file.name);
      this.#problem = '';
    } catch (error) {
      this.#problem = failureText(error, this.#locale.strings);
    }
    this.#download = '';
    this.requestUpdate();
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('ticketId') && this.#client.client) {
      this.#thread.value = undefined;
      this.reload();
    }
  }

  protected override updated(): void {
    const title = this.#focusTitle && this.renderRoot.querySelector<HTMLElement>('h2');
    if (!title) return;
    this.#focusTitle = false;
    title.focus();
  }

  override render(): TemplateResult {
    const { strings } = this.#locale;
    const { value, state, error } = this.#thread;
    return html`<div class="base" part="base" lang=${strings.lang}>
      <p class="unseen" role="status">
        ${
          this.#sending.state === 'pending'
            ? strings.sending
            : this.#sending.state === 'ready'
              ? strings.replySent
              : state === 'pending' && !value
                ? strings.loading
                : ''
        }
      </p>
      ${
        state === 'failed'
          ? html`<div class="notice bad">
            <p>${failureText(error, strings)}</p>
            <button type="button" class="quiet" @click=${this.#thread.run}>${strings.retry}</button>
          </div>`
          : nothing
      }
      ${value ? this.#view(value) : state === 'pending' ? skeleton : nothing}
    </div>`;
  }

  #view({ ticket, messages }: Thread): TemplateResult {
    const { strings, lang } = this.#locale;
    return html`
      <header>
        <h2 part="title" tabindex="-1"><bdi>${ticket.subject}</bdi></h2>
        <p class="hint">
          <span class="badge ${ticket.open ? '' : 'done'}">${ticket.stage.name}</span>
          ${strings.number(ticket.number)} · <bdi>${ticket.team.name}</bdi> ·
          ${timeView(ticket.createdAt, lang)}
        </p>
      </header>
      <div class="message mine" part="message">
        <p class="text">${ticket.description}</p>
        ${this.#fields(ticket)} ${this.#files(ticket.attachments)}
      </div>
      <ol>
        ${messages
          .filter((message) => message.kind === 'message')
          .map((message) => this.#message(message))}
      </ol>
      ${ticket.mayReply ? this.#replyForm() : html`<p class="notice">${strings.replyClosed}</p>`}
    `;
  }

  #message(message: Message): TemplateResult {
    const { strings, lang } = this.#locale;
    return html`<li class="message ${message.author.mine ? 'mine' : ''}" part="message">
      <h3>
        <bdi>${message.author.mine ? strings.you : message.author.name || strings.helpdesk}</bdi>
        <span class="hint">${timeView(message.createdAt, lang)}</span>
      </h3>
      <p class="text">${message.body}</p>
      ${this.#files(message.attachments)}
    </li>`;
  }

  #fields(ticket: PortalTicket): TemplateResult | typeof nothing {
    const filled = ticket.fields.filter(({ value }) => value !== null && value !== '');
    if (filled.length === 0) return nothing;
    return html`<dl>
      ${filled.map(
        ({ label, value }) =>
          html`<div>
            <dt><bdi>${label}</bdi></dt>
            <dd><bdi>${value === true ? '✓' : value === false ? '–' : value}</bdi></dd>
          </div>`,
      )}
    </dl>`;
  }

  #files(files: readonly Attachment[]): TemplateResult | typeof nothing {
    const { strings, lang } = this.#locale;
    if (files.length === 0) return nothing;
    return html`<ul class="files" aria-label=${strings.attachments}>
      ${files.map(
        (file) =>
          html`<li>
            <button
              type="button"
              class="plain"
              aria-busy=${this.#download === file.id ? 'true' : 'false'}
              @click=${() => void this.#save(file)}
            >
              <bdi>${strings.download(file.name, sizeText(file.size, lang))}</bdi>
            </button>
          </li>`,
      )}
    </ul>`;
  }

  #replyForm(): TemplateResult {
    const { strings } = this.#locale;
    const busy = this.#sending.state === 'pending';
    const bad = this.#problem !== '';
    return html`<form part="reply" novalidate @submit=${(event: Event) => void this.#reply(event)}>
      <label for="reply">${strings.reply}</label>
      ${bad ? html`<p class="error" id="problem">${this.#problem}</p>` : nothing}
      <textarea
        id="reply"
        rows="5"
        maxlength="20000"
        aria-invalid=${bad ? 'true' : 'false'}
        aria-describedby=${bad ? 'problem' : nothing}
      ></textarea>
      <button aria-busy=${busy ? 'true' : 'false'}>${busy ? strings.sending : strings.sendReply}</button>
    </form>`;
  }
}

const skeleton = html`<div class="waiting" aria-hidden="true">
  <span class="skeleton title"></span><span class="skeleton short"></span>
  <span class="skeleton block"></span>
</div>`;

/** The events of `<deskbell-ticket>`. */
export interface TicketThreadEventMap {
  'deskbell-replied': CustomEvent<{ ticketId: string; messageId: string }>;
}
