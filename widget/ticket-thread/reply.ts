import {
  html,
  nothing,
  type ReactiveController,
  type ReactiveControllerHost,
  type TemplateResult,
} from 'lit';
import type { Message } from '../../sdk/contract/tickets.ts';
import { newIdempotencyKey } from '../../sdk/idempotency-key.ts';
import { ApiError } from '../../sdk/index.ts';
import type { FocusController } from '../controllers/focus.ts';
import type { PortalStrings } from '../locales/portal.ts';
import { draftOf, type ReplyDraft } from '../parts/drafts.ts';
import { failureText } from '../parts/failure.ts';
import type { PortalClient } from '../parts/portal-client.ts';

/** What the form of a reply stands in. */
export interface ReplyHost extends ReactiveControllerHost {
  readonly renderRoot: HTMLElement | DocumentFragment;
}

/** As many characters as a message may have. */
const maxLength = 20_000;

/**
 * The reply to one ticket, its text kept as a draft. Sending goes on when the element leaves the
 * document, so a reply is not lost by going back to the list; what fails stays in the draft.
 */
export class ReplyController implements ReactiveController {
  readonly #host: ReplyHost;
  readonly #focus: FocusController;
  readonly #sent: (message: Message) => void;
  #ticketId = '';
  #draft: ReplyDraft | undefined;
  #box: HTMLTextAreaElement | null = null;
  #error: unknown;

  constructor(host: ReplyHost, focus: FocusController, sent: (message: Message) => void) {
    this.#host = host;
    this.#focus = focus;
    this.#sent = sent;
    host.addController(this);
  }

  get busy(): boolean {
    return this.#draft?.sending !== undefined;
  }

  /** Turns to a ticket, with what was written to it before. */
  turnTo(ticketId: string): void {
    if (ticketId === this.#ticketId) return;
    this.#ticketId = ticketId;
    this.#draft = draftOf(ticketId);
    this.#error = undefined;
    this.#box = null;
    if (this.busy) void this.#await(this.#draft);
  }

  hostUpdated(): void {
    const box = this.#host.renderRoot.querySelector<HTMLTextAreaElement>('#reply');
    // Written when the field appears and never again, so rendering takes nothing from the writer.
    if (box && box !== this.#box) box.value = this.#draft?.text ?? '';
    this.#box = box;
  }

  readonly #typed = (): void => {
    if (!this.#draft || !this.#box) return;
    this.#draft.text = this.#box.value;
    this.#draft.key = '';
  };

  async #send(client: PortalClient | undefined): Promise<void> {
    const draft = this.#draft;
    if (!draft || !client || draft.sending) return;
    if (draft.text.trim() === '') {
      this.#error = 'missing';
      this.#focus.ask('#reply');
      return;
    }
    draft.key ||= newIdempotencyKey();
    draft.sending = client.messages.create(
      this.#ticketId,
      { body: draft.text },
      { idempotencyKey: draft.key },
    );
    await this.#await(draft);
  }

  async #await(draft: ReplyDraft): Promise<void> {
    const sending = draft.sending as Promise<Message>;
    this.#error = undefined;
    this.#host.requestUpdate();
    let message: Message | undefined;
    let failure: unknown;
    try {
      message = await sending;
    } catch (error) {
      failure = error;
    }
    if (draft.sending === sending) {
      draft.sending = undefined;
      if (message) Object.assign(draft, { text: '', key: '' });
    }
    if (this.#draft !== draft) return;
    if (message) {
      if (this.#box) this.#box.value = draft.text;
      this.#sent(message);
    } else {
      this.#error = failure;
      this.#focus.ask('#reply');
    }
    this.#host.requestUpdate();
  }

  #problem(strings: PortalStrings): string {
    const error = this.#error;
    if (error === undefined) return '';
    if (error === 'missing') return strings.missingReply;
    if (error instanceof ApiError && error.code === 'closed') return strings.replyClosed;
    const [issue] = error instanceof ApiError ? error.issues : [];
    return issue?.message ?? failureText(error, strings, strings.notSent);
  }

  /** The form; where no reply is possible, only what was written, to be copied. */
  view(
    strings: PortalStrings,
    client: PortalClient | undefined,
    may: boolean,
  ): TemplateResult | typeof nothing {
    if (!may && !this.#draft?.text) return nothing;
    const { busy } = this;
    const problem = may ? this.#problem(strings) : '';
    return html`<form
      part="reply"
      novalidate
      @submit=${(event: Event) => {
        event.preventDefault();
        void this.#send(client);
      }}
    >
      <label for="reply">${may ? strings.reply : strings.unsent}</label>
      ${problem ? html`<p class="error" id="problem">${problem}</p>` : nothing}
      <textarea
        id="reply"
        rows="5"
        maxlength=${maxLength}
        ?readonly=${busy || !may}
        aria-invalid=${problem !== ''}
        aria-describedby=${problem ? 'problem' : nothing}
        @input=${this.#typed}
      ></textarea>
      ${
        may
          ? html`<button aria-busy=${busy}>
            ${busy ? strings.sending : strings.sendReply}
          </button>`
          : nothing
      }
    </form>`;
  }
}
