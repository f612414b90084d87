import { html, render } from 'lit';
import { files as words } from '../locales/en/files.ts';
import { sizeText } from '../parts/size.ts';
import { adopt } from '../styles/adopt.ts';
import { type FileLimits, refusalOf, sameFile } from './file-limits.ts';
import { filesStyles } from './files.styles.ts';
import type { TicketForm } from './ticket-form.ts';

export { multipartOf } from '../../sdk/multipart.ts';

/** Keeps the native input's own list in step, so that it names and sends what is shown here. */
function hold(input: HTMLInputElement, files: readonly File[]): void {
  const transfer = new DataTransfer();
  for (const file of files) transfer.items.add(file);
  input.files = transfer.files;
}

/** The files chosen in one form: adds to them, takes away, and says why one was left out. */
class FilePicker {
  #chosen: File[] = [];
  #refused: string[] = [];
  readonly #form: TicketForm;
  readonly #input: HTMLInputElement;
  readonly #list = document.createElement('div');
  readonly #said = document.createElement('span');

  constructor(form: TicketForm, input: HTMLInputElement) {
    this.#form = form;
    this.#input = input;
    this.#said.className = 'unseen';
    this.#list.className = 'picked';
    // Submitting is the next thing the form will have something to say about.
    form.renderRoot.addEventListener('submit', () => this.#said.remove(), { capture: true });
    input.after(this.#list);
    input.addEventListener('change', () => this.take());
    form.addEventListener('deskbell-ready', () => this.#accept());
    this.#accept();
  }

  #accept(): void {
    const { types } = this.#limits ?? {};
    if (types) this.#input.accept = types.join();
  }

  get #limits(): FileLimits | undefined {
    return this.#form.about?.attachments;
  }

  /** Adds what the input holds to what was chosen before; an emptied input empties all. */
  take(): void {
    const added = [...(this.#input.files ?? [])];
    if (added.length === 0) this.#chosen = [];
    this.#refused = [];
    for (const file of added) {
      if (this.#chosen.some((one) => sameFile(one, file))) continue;
      const refusal = refusalOf(file, this.#chosen, this.#limits, words);
      if (refusal) this.#refused.push(refusal);
      else this.#chosen.push(file);
    }
    this.#show(this.#refused.join('. '));
  }

  #remove(file: File): void {
    const at = this.#chosen.indexOf(file);
    this.#chosen.splice(at, 1);
    this.#refused = [];
    this.#show(words.removed(file.name));
    // Another submit from now on: the form hears of it as of any change.
    this.#input.dispatchEvent(new Event('input', { bubbles: true }));
    const next = this.#list.querySelectorAll('button')[Math.min(at, this.#chosen.length - 1)];
    (next ?? this.#input).focus();
  }

  /** Speaks through the form's one live region. */
  #say(text: string): void {
    this.#said.textContent = text;
    this.#form.renderRoot.querySelector('[role=status]')?.prepend(this.#said);
  }

  #show(said: string): void {
    hold(this.#input, this.#chosen);
    this.#say(said);
    const row = (file: File) => html`
      <li>
        <span class="name">${file.name}</span>
        <span>${sizeText(file.size, words.lang)}</span>
        <button
          type="button"
          class="quiet"
          aria-label=${words.remove(file.name)}
          @click=${() => this.#remove(file)}
        >
          ×
        </button>
      </li>
    `;
    const list = html`<ul class="files" part="files" aria-label=${words.chosen}>${this.#chosen.map(row)}</ul>`;
    render(
      [
        this.#refused.map((text) => html`<p class="error" part="error">${text}</p>`),
        this.#chosen.length > 0 ? list : '',
      ],
      this.#list,
    );
  }
}

const pickers = new WeakMap<TicketForm, FilePicker>();

/** Gives a form's attachments a list with sizes, checks and a way to remove; once is enough. */
export function attach(form: TicketForm): void {
  const input = form.renderRoot.querySelector<HTMLInputElement>('[type=file]');
  if (!input || pickers.has(form)) return;
  adopt(form.renderRoot, filesStyles);
  const picker = new FilePicker(form, input);
  pickers.set(form, picker);
  // Files may have been chosen before this chunk was here.
  if (input.files?.length) picker.take();
}
