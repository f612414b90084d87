import { waitUntil } from '@open-wc/testing';
import '../../../widget/ticket-form/define.ts';
import { sendOf } from '../../../sdk/send.ts';
import type { TicketForm } from '../../../widget/ticket-form/ticket-form.ts';
import { server } from './helpdesk.ts';

/** What a visitor writes in these tests. */
export const written = {
  name: 'Demo Visitor',
  email: 'visitor@demo.example',
  phone: '+49 30 1234',
  subject: 'The leaves turn yellow',
  description: 'Only on one side.\nWhat can I do?',
};

/** Puts a form into the page, waiting for its first paint only. */
export async function aForm(attributes = '', parent: Element = document.body): Promise<TicketForm> {
  const holder = document.createElement('div');
  holder.innerHTML = `<deskbell-form server="${server}" team="support" ${attributes}></deskbell-form>`;
  const form = holder.firstElementChild as TicketForm;
  parent.append(form);
  await form.updateComplete;
  return form;
}

/** A form whose client gives up at once, for tests of failures. */
export async function anImpatientForm(): Promise<TicketForm> {
  const form = document.createElement('deskbell-form');
  form.team = 'support';
  form.client = { send: sendOf({ server, retries: 0 }) };
  document.body.append(form);
  await form.updateComplete;
  return form;
}

export const inside = <Kind extends HTMLElement = HTMLElement>(
  form: TicketForm,
  selector: string,
): Kind => {
  const found = form.renderRoot.querySelector<Kind>(selector);
  if (!found) throw new Error(`nothing matches ${selector}`);
  return found;
};

export const field = (form: TicketForm, name: string): HTMLInputElement =>
  inside<HTMLInputElement>(form, `#${name}`);

/** The values of all fields, by name. */
export const valuesOf = (form: TicketForm): Record<string, string> =>
  Object.fromEntries(Object.keys(written).map((name) => [name, field(form, name).value]));

/** Writes as its user would; `null` leaves a field as it is. */
export function write(form: TicketForm, values: Record<string, string> = written): void {
  for (const [name, value] of Object.entries(values)) {
    field(form, name).value = value;
    field(form, name).dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  }
}

export const button = (form: TicketForm): HTMLButtonElement =>
  inside<HTMLButtonElement>(form, '[part=submit]');

/** Waits until a condition holds, looking often. */
export const until = (condition: () => unknown, what: string): Promise<void> =>
  waitUntil(condition, what, { interval: 10, timeout: 5000 });

const visibleText = (form: TicketForm): string =>
  [...form.renderRoot.querySelectorAll<HTMLElement>('.base > *')]
    .map((part) => part.innerText)
    .join('\n');

/** Waits until a text is to be seen in the form. */
export const says = (form: TicketForm, text: string): Promise<void> =>
  until(() => visibleText(form).includes(text), `the form does not say "${text}"`);

/** Sends what is written and waits for the words that follow. */
export async function send(form: TicketForm, then: string): Promise<void> {
  button(form).click();
  await says(form, then);
}

/** The element with the focus inside the form. */
export const focusIn = (form: TicketForm): HTMLElement | null =>
  (form.renderRoot as ShadowRoot).activeElement as HTMLElement | null;

/** Files chosen as in the browser's own dialog. */
export function choose(form: TicketForm, ...files: File[]): void {
  const transfer = new DataTransfer();
  for (const file of files) transfer.items.add(file);
  const input = field(form, 'attachments');
  input.focus();
  input.files = transfer.files;
  input.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  input.dispatchEvent(new Event('change', { bubbles: true }));
}

export const aFile = (name: string, size = 10, type = 'image/png'): File =>
  new File([new Uint8Array(size)], name, { type });
