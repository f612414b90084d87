import {
  html,
  nothing,
  type ReactiveController,
  type ReactiveControllerHost,
  type TemplateResult,
} from 'lit';
import type { PortalTicket } from '../../sdk/contract/tickets.ts';
import type { PortalStrings } from '../locales/portal.ts';
import { failureText } from '../parts/failure.ts';
import type { PortalClient } from '../parts/portal-client.ts';

interface ClosingHost extends ReactiveControllerHost {
  readonly renderRoot: HTMLElement | DocumentFragment;
}

/** Closing a ticket, asked for once more in a dialog since it may be final. */
export class ClosingController implements ReactiveController {
  readonly #host: ClosingHost;
  readonly #closed: (ticket: PortalTicket) => void;
  #busy = false;
  #error: unknown;

  constructor(host: ClosingHost, closed: (ticket: PortalTicket) => void) {
    this.#host = host;
    this.#closed = closed;
    host.addController(this);
  }

  get #dialog(): HTMLDialogElement | null {
    return this.#host.renderRoot.querySelector('dialog');
  }

  /** Out of the document a dialog is no longer above the page, yet would still stand there open. */
  hostDisconnected(): void {
    this.#dialog?.close();
  }

  readonly #ask = (): void => {
    this.#error = undefined;
    this.#host.requestUpdate();
    this.#dialog?.showModal();
  };

  async #confirm(client: PortalClient | undefined, ticketId: string): Promise<void> {
    if (this.#busy || !client) return;
    this.#busy = true;
    this.#error = undefined;
    this.#host.requestUpdate();
    try {
      const ticket = await client.tickets.close<PortalTicket>(ticketId);
      this.#dialog?.close();
      this.#closed(ticket);
    } catch (error) {
      this.#error = error;
    }
    this.#busy = false;
    this.#host.requestUpdate();
  }

  /** The button, and the dialog it opens. */
  view(strings: PortalStrings, client: PortalClient | undefined, ticketId: string): TemplateResult {
    const busy = this.#busy;
    const problem =
      this.#error === undefined ? '' : failureText(this.#error, strings, strings.notClosed);
    return html`<button type="button" class="quiet" part="close" @click=${this.#ask}>
        ${strings.closeTicket}
      </button>
      <dialog part="dialog" aria-labelledby="question" aria-describedby="closing">
        <h3 id="question">${strings.closeQuestion}</h3>
        <p id="closing">${strings.closeHint}</p>
        <p class="error" role="alert">${problem || nothing}</p>
        <div class="choices">
          <button
            type="button"
            aria-busy=${busy}
            @click=${() => void this.#confirm(client, ticketId)}
          >
            ${busy ? strings.closing : strings.closeTicket}
          </button>
          <button type="button" class="quiet" @click=${() => this.#dialog?.close()}>
            ${strings.keepOpen}
          </button>
        </div>
      </dialog>`;
  }
}
