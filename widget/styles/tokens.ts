import { css } from 'lit';

/**
 * The ground every element stands on: an inner `.base` element, because a page's
 * `* { … !important }` reaches the host itself but nothing inside it.
 *
 * All colours are made of two: the page's own text colour and the accent. So the elements fit a
 * light page, a dark page, and a dark page that declares no `color-scheme`, without asking which.
 *
 * | | |
 * |---|---|
 * | `--deskbell-accent`, `--deskbell-on-accent` | buttons and marks, and the text on them |
 * | `--deskbell-text`, `--deskbell-surface` | default: the page's text colour, no background |
 * | `--deskbell-danger`, `--deskbell-success` | hues of errors and of what went well |
 * | `--deskbell-font` | default: the page's font |
 * | `--deskbell-radius`, `--deskbell-space` | corner radius (8px), the unit of spacing (8px) |
 * | `--deskbell-padding` | default 0; with it and a surface an element becomes a card |
 */
export const tokens = css`
  :host {
    display: block;
  }
  :host([hidden]) {
    display: none;
  }
  .base {
    --accent: var(--deskbell-accent, #2563eb);
    --on-accent: var(--deskbell-on-accent, #fff);
    --bad: color-mix(in srgb, var(--deskbell-danger, #dc2626) 70%, currentColor);
    --mark: color-mix(in srgb, var(--accent) 75%, currentColor);
    --soft: color-mix(in srgb, currentColor 80%, transparent);
    --line: color-mix(in srgb, currentColor 55%, transparent);
    --tint: color-mix(in srgb, currentColor 5%, transparent);
    --radius: var(--deskbell-radius, 8px);
    --space: var(--deskbell-space, 8px);
    all: initial;
    display: block;
    box-sizing: border-box;
    visibility: inherit;
    pointer-events: inherit;
    color-scheme: inherit;
    padding: var(--deskbell-padding, 0);
    border-radius: var(--radius);
    background: var(--deskbell-surface, none);
    color: var(--deskbell-text, inherit);
    font-family: var(--deskbell-font, inherit);
    font-size: max(16px, 1em);
    line-height: 1.5;
    overflow-wrap: anywhere;
  }
  :host([color-scheme]) .base {
    color-scheme: light dark;
    padding: var(--deskbell-padding, 24px);
    background: var(--deskbell-surface, Canvas);
    color: var(--deskbell-text, CanvasText);
  }
  :host([color-scheme='light']) .base {
    color-scheme: light;
  }
  :host([color-scheme='dark']) .base {
    color-scheme: dark;
  }
  [hidden] {
    display: none !important;
  }
`;
