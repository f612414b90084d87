import { waitUntil } from '@open-wc/testing';
import 'axe-core/axe.min.js';
import type { AxeResults } from 'axe-core';

/** Axe is no module: it puts itself here. */
const { axe } = globalThis as unknown as {
  axe: { run(node: Node, options: object): Promise<AxeResults> };
};

/** Everything rendered below a node, through all shadow roots. */
export function* deep(node: ParentNode): Generator<Element> {
  for (const element of node.querySelectorAll('*')) {
    yield element;
    if (element.shadowRoot) yield* deep(element.shadowRoot);
  }
}

const seen = (element: Element): boolean => element.checkVisibility({ visibilityProperty: true });

/** The first visible match below a node. */
export function find<Kind extends HTMLElement = HTMLElement>(
  within: Element,
  selector: string,
  text = '',
): Kind | undefined {
  for (const element of deep(within.shadowRoot ?? within))
    if (element.matches(selector) && seen(element) && textOf(element).includes(text))
      return element as Kind;
  return undefined;
}

/** Waits for the first visible match. */
export async function shown<Kind extends HTMLElement = HTMLElement>(
  within: Element,
  selector: string,
  text = '',
): Promise<Kind> {
  await until(() => find(within, selector, text), `no ${selector} with "${text}"`);
  return find<Kind>(within, selector, text) as Kind;
}

/** Waits until a condition holds. */
export const until = (condition: () => unknown, otherwise = 'it never held'): Promise<void> =>
  waitUntil(condition as () => boolean, otherwise, { interval: 10, timeout: 4000 });

/** The text of an element, its runs of white space made one. */
export const textOf = (element: Element): string =>
  (element.textContent ?? '').replace(/\s+/g, ' ').trim();

/** All visible text of an element and the elements in it. */
export const allText = (within: Element): string =>
  [...deep(within.shadowRoot ?? within)]
    .filter((element) => seen(element) && !element.querySelector('*'))
    .map(textOf)
    .join(' ');

/** The element with the focus, through all shadow roots. */
export function focused(): HTMLElement | null {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at as HTMLElement | null;
}

/** Waits until the focus is on a match. */
export const focusedOn = (selector: string, text = ''): Promise<void> =>
  until(
    () => focused()?.matches(selector) && textOf(focused() as Element).includes(text),
    `the focus is not on ${selector} with "${text}"`,
  );

/** Types a text into a field as its user would. */
export function type(field: HTMLInputElement | HTMLTextAreaElement, text: string): void {
  field.focus();
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
}

/** What axe finds, as short lines. */
export async function findings(): Promise<string[]> {
  const { violations } = await axe.run(document.body, {
    // A page's own landmarks and headings are not the element's.
    rules: { region: { enabled: false }, 'page-has-heading-one': { enabled: false } },
  });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

/** Visible controls smaller than 24 by 24 pixels. */
export const smallTargets = (within: Element): string[] =>
  [...deep(within)]
    .filter((element) => element.matches('button, a, input, textarea') && seen(element))
    .filter((element) => {
      const { width, height } = element.getBoundingClientRect();
      return width < 24 || height < 24;
    })
    .map((element) => element.outerHTML);

/** Makes the page seen or not, whichever tab of the browser the tests run in. */
export function setPageVisible(visible: boolean): void {
  Object.defineProperty(document, 'hidden', { value: !visible, configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
}
