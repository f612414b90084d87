import { html, render, type TemplateResult } from 'lit';
import type { Receipt } from '../../sdk/contract/forms.ts';
import type { ApiError } from '../../sdk/index.ts';
import { outcome as words } from '../locales/en/outcome.ts';
import { adopt } from '../styles/adopt.ts';
import { outcomeStyles } from './outcome.styles.ts';
import type { TicketForm } from './ticket-form.ts';

const formOf = (element: TicketForm): HTMLFormElement =>
  element.renderRoot.querySelector('form') as HTMLFormElement;

const controlOf = (element: TicketForm, name: string): HTMLInputElement =>
  formOf(element).elements.namedItem(name) as HTMLInputElement;

/** Puts a box at the start of a place; the returned function takes it away. */
function put(place: Element, view: (away: () => void) => TemplateResult): () => void {
  const box = document.createElement('div');
  place.prepend(box);
  render(
    view(() => box.remove()),
    box,
  );
  return () => box.remove();
}

/** Shows the receipt in the form's place. What the next message will need again stays filled in. */
function showReceipt(element: TicketForm, { number, accessUrl }: Receipt): void {
  const form = formOf(element);
  // A signed-in person gets a link here, and their mail goes to the address on file.
  const email = accessUrl ? undefined : controlOf(element, 'email').value;
  for (const name of ['subject', 'description', 'attachments']) controlOf(element, name).value = '';
  controlOf(element, 'attachments').dispatchEvent(new Event('change'));
  const again = () => {
    form.hidden = false;
    controlOf(element, 'subject').focus();
  };
  form.hidden = true;
  const base = form.parentElement as HTMLElement;
  put(
    base,
    (away) => html`
      <div class="receipt" part="receipt">
        <div class="mark" aria-hidden="true">
          <svg viewBox="0 0 24 24"><path d="m5 12.5 4.5 4.5L19 7.5"></path></svg>
        </div>
        <h2 tabindex="-1">${words.title}</h2>
        <p><strong>${words.number(number)}</strong></p>
        <p class="text">${words.mailed(email)}</p>
        ${accessUrl ? html`<p><a href=${accessUrl}>${words.open}</a></p>` : ''}
        <button
          class="quiet"
          type="button"
          @click=${() => {
            away();
            again();
          }}
        >
          ${words.another}
        </button>
      </div>
    `,
  );
  base.querySelector('h2')?.focus();
}

/** Shows in the place of the team's name why it is not there; a form that is gone leaves with it. */
function showNotice(element: TicketForm, gone: boolean): void {
  const form = formOf(element);
  const written = [...form.elements].some((control) => (control as HTMLInputElement).value);
  form.hidden = gone && !written;
  const place = form.hidden ? form.parentElement : form.querySelector('hgroup');
  if (!place || place.querySelector('.notice')) return;
  const away = put(
    place,
    () => html`
      <div class="notice" part="notice">
        <p>${gone ? words.gone : words.notReady}</p>
        <button
          class="quiet"
          type="button"
          @click=${() => {
            away();
            // Any property said to have changed asks the server again.
            element.requestUpdate('team', null);
          }}
        >
          ${words.retry}
        </button>
      </div>
    `,
  );
  element.addEventListener(
    'deskbell-ready',
    () => {
      away();
      form.hidden = false;
    },
    { once: true },
  );
}

function failureText({ status, code, retryAfter }: Partial<ApiError>): string {
  if (code === 'connection' || code === 'timeout') return words.offline;
  if (status === 404) return words.gone;
  if (status === 413) return words.tooLarge;
  if (status === 429) return words.busy(retryAfter);
  return (status ?? 0) >= 500 ? words.unavailable : words.refused;
}

/**
 * Tells the visitor what came of describing or sending the form.
 *
 * @param result - The receipt, or the error.
 * @param status - What the form says below its button, empty where nothing was sent.
 * @returns what it should say instead.
 */
export function tell(element: TicketForm, result: unknown, status: string): string {
  adopt(element.renderRoot, outcomeStyles);
  element.renderRoot.querySelector('[role=status]')?.classList.add('failed');
  if (!(result instanceof Error)) {
    showReceipt(element, result as Receipt);
    return '';
  }
  const failure: Partial<ApiError> = result;
  if (!element.about) showNotice(element, failure.status === 404);
  if (!status || failure.issues?.length) return '';
  return failureText(failure);
}
