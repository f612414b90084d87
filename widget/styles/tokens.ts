import { css } from 'lit';

/**
 * The ground every element stands on: an inner `.base` element, because a page's
 * `* { … !important }` reaches the host itself but nothing inside it. What the host inherits is
 * put back to a known state, except what should look like the page: font, size, colour. So font,
 * colours, padding and width of an element are set on the element itself, like on any block.
 *
 * All colours are made of two, the text colour and the accent. So the elements fit a light page, a
 * dark page, and a dark page that declares no `color-scheme`, without asking which. With the
 * attribute `color-scheme="light"` or `"dark"` an element is a card on the system's colours.
 */
export const tokens = css`
  :host(:not([hidden])) {
    display: block;
  }
  :host([color-scheme]) {
    padding: 24px;
    background: Canvas;
    color: CanvasText;
    color-scheme: light;
  }
  :host([color-scheme='dark']) {
    color-scheme: dark;
  }
  .base {
    all: initial;
    display: block;
    visibility: inherit;
    pointer-events: inherit;
    color-scheme: inherit;
    color: inherit;
    font-family: inherit;
    font-size: max(16px, 1em);
    line-height: 1.5;
    overflow-wrap: anywhere;
  }
  * {
    box-sizing: border-box;
    margin: 0;
  }
`;
