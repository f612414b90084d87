import { css } from 'lit';

/**
 * Fields, the main button, errors and their summary: what a form paints first. The greys are seen
 * on light and on dark; the red is mixed with the text colour, so it is read on both.
 *
 * | | |
 * |---|---|
 * | `--deskbell-accent`, `--deskbell-on-accent` | buttons and focus, and the text on buttons |
 * | `--deskbell-danger` | the hue of errors |
 * | `--deskbell-radius` | default 8px |
 */
export const controls = css`
  h2 {
    line-height: 1.25;
  }
  label {
    display: block;
    margin-block-end: 4px;
    font-weight: 600;
  }
  input,
  textarea,
  select,
  button,
  [part='summary'] {
    inline-size: 100%;
    border: 1px solid #888;
    border-radius: var(--deskbell-radius, 8px);
    padding: 10px 12px;
    background: #8881;
    color: inherit;
    font: inherit;
  }
  textarea {
    display: block;
  }
  button {
    inline-size: auto;
    border-color: transparent;
    padding-inline: 24px;
    background: var(--deskbell-accent, #2563eb);
    color: var(--deskbell-on-accent, #fff);
    font-weight: 600;
    cursor: pointer;
  }
  button:hover,
  [aria-busy='true'] {
    filter: brightness(0.9);
  }
  .error,
  [part='summary'] a {
    color: color-mix(in srgb, var(--deskbell-danger, #e11) 70%, currentColor);
    font-weight: 600;
  }
  [part='summary'],
  [aria-invalid='true'] {
    border: 2px solid var(--deskbell-danger, #e11);
  }
  [part='summary'] a {
    display: inline-block;
  }
  :focus-visible {
    outline: 2px solid var(--deskbell-accent, #2563eb);
    outline-offset: 2px;
  }
`;
