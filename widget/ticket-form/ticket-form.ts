import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import type { FormDescription } from '../../sdk/contract/forms.ts';
import { newIdempotencyKey } from '../../sdk/idempotency-key.ts';
import type { ApiError, Client, TokenSource } from '../../sdk/index.ts';
import { pause } from '../../sdk/pause.ts';
import { sendOf } from '../../sdk/send.ts';
import { form as words } from '../locales/en/form.ts';
import type { FormFieldName } from '../locales/locale.ts';
import type { ListenTo } from '../parts/listen-to.ts';
import { controls } from '../styles/controls.ts';
import { tokens } from '../styles/tokens.ts';
import type { TicketFormDraft, TicketFormEventMap } from './ticket-form.events.ts';
import { formStyles } from './ticket-form.styles.ts';

/** A submit sooner than this after the form was described would be held as likely spam; milliseconds. */
const tooFastMs = 2500;

/** What the browser may fill into each field, its type, and whether it may stay empty. */
const fields: readonly [
  name: FormFieldName,
  autocomplete?: string,
  type?: string,
  optional?: boolean,
][] = [
  ['name', 'name'],
  ['email', 'email', 'email'],
  ['phone', 'tel', 'tel', true],
  ['subject', 'off'],
  ['description'],
  ['attachments', 'off', 'file', true],
];

/**
 * A team's public form. Its fields are there at once; the team's name and description follow when
 * the server has answered. What a visitor writes stays in the element, whatever happens around it.
 *
 * Style the element like any block: font, colours, background, padding and width are its own. Every
 * byte here is part of the form's first load, so what is needed only later stands in chunks:
 * `outcome.ts`, `files.ts`, `provided.ts`.
 *
 * @summary A team's public ticket form.
 *
 * @attr {string} server - Where the helpdesk is, such as `https://help.example`. Without it the
 *   form takes the client of the `<deskbell-provider>` around it.
 * @attr {string} team - The team's slug.
 * @attr {'light'|'dark'} color-scheme - Makes the form a card in these colours. Without it the form
 *   has the page's colours.
 *
 * @fires deskbell-ready - The server has described the form; `detail` is the description.
 * @fires deskbell-submit - Before sending; cancelable. `detail`: `{ draft, files }`.
 * @fires deskbell-submitted - The ticket is taken; `detail` is the receipt with `id` and `number`.
 * @fires deskbell-error - Describing or sending failed; `detail` is the SDK's error.
 *
 * @csspart title - The team's name.
 * @csspart description - The team's description.
 * @csspart summary - The summary of errors.
 * @csspart field - One field with its label and error.
 * @csspart label
 * @csspart input
 * @csspart hint - The line below the attachments.
 * @csspart error - The error of one field.
 * @csspart files - The list of chosen files.
 * @csspart submit - The button.
 * @csspart status - What failed, below the button.
 * @csspart notice - Says that the form is not available.
 * @csspart receipt - What is shown after sending.
 *
 * @cssproperty [--deskbell-accent=#2563eb] - Buttons and focus.
 * @cssproperty [--deskbell-on-accent=#fff] - Text on buttons.
 * @cssproperty [--deskbell-danger=#e11] - The hue of errors, mixed with the text colour.
 * @cssproperty [--deskbell-radius=8px] - Corners.
 */
export class TicketForm extends LitElement {
  static override properties = { server: {}, team: {}, client: {} };
  static override styles = [tokens, controls, formStyles];

  /** Where the helpdesk is. */
  server?: string;
  /** The team's slug. */
  team?: string;
  /** A client of the page's own; comes before `server`. */
  client?: Pick<Client, 'send'>;
  /** The bearer token of a signed-in person, or what gives it; goes with `server`. */
  token?: string | TokenSource | null;
  /** What the server said about the form; undefined until then. */
  about?: FormDescription;

  declare addEventListener: ListenTo<TicketForm, TicketFormEventMap>;

  #describing?: Promise<FormDescription> | undefined;
  #describedAt = 0;
  #errors: Record<string, string> = {};
  #status = '';
  #busy = false;
  /** Names this submit over all its attempts, until something is changed. */
  #key?: string | undefined;

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.size)
      if (this.client || this.server) this.#describe();
      else void import('./provided.ts').then(({ follow }) => follow(this));
  }

  get #send(): Client['send'] {
    return this.client?.send ?? sendOf({ server: this.server ?? '', token: this.token });
  }

  #emit<Type extends keyof TicketFormEventMap>(
    type: Type,
    detail: TicketFormEventMap[Type]['detail'],
  ): boolean {
    return this.dispatchEvent(
      new CustomEvent(type, { detail, bubbles: true, composed: true, cancelable: true }),
    );
  }

  /** Tells the page and the visitor how it went. */
  #tell<Type extends 'deskbell-submitted' | 'deskbell-error'>(
    type: Type,
    detail: TicketFormEventMap[Type]['detail'],
  ): void {
    this.#emit(type, detail);
    void import('./outcome.ts').then(({ tell }) => {
      this.#status = tell(this, detail, this.#status);
      this.requestUpdate();
    });
  }

  #describe(): Promise<FormDescription> {
    const describing = this.#send('GET /forms/:teamSlug', {
      params: { teamSlug: this.team ?? '' },
      query: { lang: this.closest<HTMLElement>('[lang]')?.lang },
    });
    this.#describing = describing;
    describing.then(
      (about) => {
        if (this.#describing !== describing) return;
        this.about = about;
        this.#describedAt = Date.now();
        this.requestUpdate();
        this.#emit('deskbell-ready', about);
      },
      (error) => {
        this.#describing = undefined;
        // A submit that waits for the description reports its failure itself.
        if (!this.#busy) this.#tell('deskbell-error', error);
      },
    );
    return describing;
  }

  async #submit(event: Event): Promise<void> {
    event.preventDefault();
    if (this.#busy) return;
    const errors: Record<string, string> = {};
    const draft = {} as TicketFormDraft;
    let files: File[] = [];
    for (const control of (event.target as HTMLFormElement)
      .elements as Iterable<HTMLInputElement>) {
      const { name, value, required, validity } = control;
      if (control.files) files = [...control.files];
      else if (value) draft[name as 'name'] = value;
      if (required && !value.trim()) errors[name] = words.missing(name as FormFieldName);
      else if (!validity.valid) errors[name] = words.invalidEmail;
    }
    this.#status = '';
    if (this.#show(errors) || !this.#emit('deskbell-submit', { draft, files })) return;
    this.#busy = true;
    for (const last of [false, true])
      try {
        const { formToken } = await (this.#describing ?? this.#describe());
        await pause(this.#describedAt + tooFastMs - Date.now());
        const body = { ...draft, formToken };
        this.#key ??= newIdempotencyKey();
        const receipt = await this.#send('POST /forms/:teamSlug', {
          params: { teamSlug: this.team ?? '' },
          idempotencyKey: this.#key,
          body: files[0] ? (await import('./files.ts')).multipartOf(body, files) : body,
        });
        this.#status = words.sent;
        this.#tell('deskbell-submitted', receipt);
        break;
      } catch (error) {
        const { code, issues = [] } = error as Partial<ApiError>;
        if (code === 'form_expired') {
          // The next attempt asks for a new form token; it is for the same ticket.
          this.#describing = undefined;
          if (!last) continue;
        }
        for (const { path, message } of issues) errors[`${path[0]}`] = message;
        this.#status = words.failed;
        this.#tell('deskbell-error', error);
        break;
      }
    this.#busy = false;
    this.#show(errors);
  }

  /** Shows errors by field and takes the visitor to their summary. */
  #show(errors: Record<string, string>): boolean {
    this.#errors = errors;
    this.requestUpdate();
    this.updateComplete.then(() => this.#focus('[part=summary]'));
    return Object.keys(errors).length > 0;
  }

  #focus(selector: string): void {
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  protected override render(): TemplateResult {
    const about = this.about;
    const errors = this.#errors;
    const busy = this.#busy;
    const names = Object.keys(errors);
    return html`<div class="base" lang=${words.lang}><form novalidate @submit=${
      this.#submit
    } @input=${({ target }: Event) => {
      this.#key = undefined;
      if ((target as HTMLInputElement).files)
        void import('./files.ts').then(({ attach }) => attach(this));
    }}><hgroup>${
      about &&
      html`<h2 part="title">${about.team.name}</h2><p part="description">${about.team.description}</p>`
    }</hgroup>${
      names[0] &&
      html`<div part="summary" role="alert" tabindex="-1"><h2>${words.problem}</h2><ul @click=${(
        event: Event,
      ) => {
        event.preventDefault();
        this.#focus((event.target as HTMLAnchorElement).hash);
      }}>${names.map((name) => html`<li><a href="#${name}">${errors[name]}</a></li>`)}</ul></div>`
    }<section>${fields.map(
      ([name, autocomplete, type, optional]) =>
        html`<div part="field"><label for=${name} part="label">${
          optional ? words.optional(words.labels[name]) : words.labels[name]
        }</label><p class="error" part="error" id="${name}-error">${errors[name]}</p>${
          autocomplete
            ? html`<input part="input" id=${name} name=${name} type=${type} autocomplete=${autocomplete} ?required=${!optional} ?readonly=${busy} ?multiple=${type === 'file'} aria-invalid=${name in errors} aria-describedby="${name}-error">`
            : html`<textarea part="input" id=${name} name=${name} rows="6" required ?readonly=${busy} aria-invalid=${name in errors} aria-describedby="${name}-error"></textarea>`
        }${type === 'file' ? html`<p part="hint">${about ? words.filesHint(about.attachments) : '\xa0'}</p>` : ''}</div>`,
    )}</section><input name="decoy" tabindex="-1" autocomplete="off" aria-hidden="true"><button part="submit" aria-busy=${busy}>${
      busy ? words.sending : words.send
    }</button><p role="status" part="status">${names[0] ? '' : this.#status}</p></form></div>`;
  }
}
