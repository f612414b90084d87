import { css } from 'lit';

/**
 * Native controls: `input`, `textarea`, `select`, `button` (`.quiet` for the second choice, `.plain`
 * for one that looks like a link), `a`, and beside them `.hint`, `.error` and `.summary`.
 */
export const controls = css`
  h2,
  h3,
  p,
  ul {
    margin: 0;
    padding: 0;
  }
  h2 {
    font-size: 1.5em;
    line-height: 1.25;
  }
  label {
    font-weight: 600;
  }
  .hint {
    color: var(--soft);
  }
  .error {
    color: var(--bad);
    font-weight: 600;
  }
  input,
  textarea,
  select,
  button {
    box-sizing: border-box;
    margin: 0;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    padding: 10px 12px;
    background: var(--tint);
    color: inherit;
    font: inherit;
  }
  input,
  textarea,
  select {
    display: block;
    inline-size: 100%;
    min-block-size: 46px;
  }
  textarea {
    resize: vertical;
  }
  button {
    min-block-size: 46px;
    padding-inline: 24px;
    border-color: transparent;
    background: var(--accent);
    color: var(--on-accent);
    font-weight: 600;
    cursor: pointer;
  }
  button:hover {
    background: color-mix(in srgb, var(--accent) 85%, #000);
  }
  a {
    color: var(--mark);
  }
  :focus-visible {
    outline: 2px solid var(--mark);
    outline-offset: 2px;
  }
  [aria-invalid='true'] {
    border-color: var(--bad);
    box-shadow: inset 0 0 0 1px var(--bad);
  }
  [aria-busy='true'] {
    cursor: progress;
    opacity: 0.7;
  }
  .summary {
    border: 2px solid var(--bad);
    border-radius: var(--radius);
    padding: calc(2 * var(--space));
  }
`;
