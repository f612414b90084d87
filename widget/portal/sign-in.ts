import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { ApiError } from '../../sdk/index.ts';
import type { FocusController } from '../controllers/focus.ts';
import type { PortalStrings } from '../locales/portal.ts';
import { failureText } from '../parts/failure.ts';
import type { PortalClient } from '../parts/portal-client.ts';

interface SignInHost extends ReactiveControllerHost {
  readonly renderRoot: HTMLElement | DocumentFragment;
}

/** Where a link of the helpdesk's may land is its own setting; what it refused is asked for without. */
const refuses = (error: unknown, name: string): boolean =>
  error instanceof ApiError && error.issues.some(({ path }) => path[0] === name);

/** Asking for a sign-in link: the address, then "check your mail" with another try. */
export class SignIn {
  readonly #host: SignInHost;
  readonly #focus: FocusController;
  #email = '';
  #sent = 0;
  #busy = false;
  #error: unknown;

  constructor(host: SignInHost, focus: FocusController) {
    this.#host = host;
    this.#focus = focus;
  }

  /** Starts again with the address. */
  restart(): void {
    this.#sent = 0;
    this.#error = undefined;
  }

  async #ask(client: PortalClient | undefined): Promise<void> {
    if (this.#busy || !client) return;
    const input = this.#host.renderRoot.querySelector<HTMLInputElement>('#email');
    if (input && !input.validity.valid) {
      this.#error = input.validity.valueMissing ? 'missing' : 'invalid';
      this.#focus.ask('#email');
      return;
    }
    this.#busy = true;
    this.#error = undefined;
    this.#host.requestUpdate();
    try {
      await this.#requestLink(client, this.#email.trim());
      this.#sent += 1;
      if (this.#sent === 1) this.#focus.ask('h2');
    } catch (error) {
      this.#error = refuses(error, 'email') ? 'invalid' : error;
      if (this.#sent === 0) this.#focus.ask('#email');
    }
    this.#busy = false;
    this.#host.requestUpdate();
  }

  /** The link lands on this page where the helpdesk allows it, else on its own portal. */
  async #requestLink(client: PortalClient, email: string): Promise<void> {
    const returnTo = location.origin + location.pathname + location.search;
    try {
      await client.auth.requestLink({ email, returnTo });
    } catch (error) {
      if (!refuses(error, 'returnTo')) throw error;
      await client.auth.requestLink({ email });
    }
  }

  #problem(strings: PortalStrings): string {
    const error = this.#error;
    if (error === undefined) return '';
    if (error === 'missing') return strings.missingEmail;
    if (error === 'invalid') return strings.invalidEmail;
    return failureText(error, strings, strings.notAsked);
  }

  /** The form, or what to do next; `notice` says why nobody is signed in any more. */
  view(strings: PortalStrings, client: PortalClient | undefined, notice: string): TemplateResult {
    return this.#sent > 0 ? this.#checkMail(strings, client) : this.#form(strings, client, notice);
  }

  #form(strings: PortalStrings, client: PortalClient | undefined, notice: string): TemplateResult {
    const problem = this.#problem(strings);
    return html`<form
      part="sign-in"
      novalidate
      @submit=${(event: Event) => {
        event.preventDefault();
        void this.#ask(client);
      }}
    >
      <h2 part="title" tabindex="-1">${strings.signInTitle}</h2>
      ${notice ? html`<p class="notice">${notice}</p>` : nothing}
      <p class="hint" id="hint">${strings.signInHint}</p>
      <div class="field">
        <label for="email">${strings.email}</label>
        ${problem ? html`<p class="error" id="problem">${problem}</p>` : nothing}
        <input
          id="email"
          type="email"
          autocomplete="email"
          required
          maxlength="254"
          .value=${this.#email}
          ?readonly=${this.#busy}
          aria-invalid=${problem !== ''}
          aria-describedby=${problem ? 'problem hint' : 'hint'}
          @input=${({ target }: Event) => {
            this.#email = (target as HTMLInputElement).value;
          }}
        />
      </div>
      <button aria-busy=${this.#busy}>
        ${this.#busy ? strings.sending : strings.sendLink}
      </button>
    </form>`;
  }

  #checkMail(strings: PortalStrings, client: PortalClient | undefined): TemplateResult {
    const problem = this.#problem(strings);
    const again = !this.#busy && this.#sent > 1 ? strings.sentAgain : '';
    return html`<div class="sent" part="sign-in">
      <h2 part="title" tabindex="-1">${strings.checkMailTitle}</h2>
      <p>${strings.checkMail(this.#email.trim())}</p>
      <div class="choices">
        <button
          type="button"
          class="quiet"
          aria-busy=${this.#busy}
          @click=${() => void this.#ask(client)}
        >
          ${this.#busy ? strings.sending : strings.resend}
        </button>
        <button
          type="button"
          class="plain"
          @click=${() => {
            this.restart();
            this.#focus.ask('#email');
          }}
        >
          ${strings.otherEmail}
        </button>
      </div>
      <p role="status" class=${problem ? 'error' : 'hint'}>${problem || again}</p>
    </div>`;
  }
}
