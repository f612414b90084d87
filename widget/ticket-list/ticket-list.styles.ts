import { css } from 'lit';

export const ticketListStyles = css`
  .tabs {
    display: flex;
    gap: var(--space);
    margin-block-end: calc(2 * var(--space));
  }
  .tabs button {
    min-block-size: 36px;
    padding: 4px 16px;
    border-radius: 99px;
  }
  .tabs [aria-pressed='true'] {
    border-color: var(--mark);
    color: var(--mark);
    box-shadow: inset 0 0 0 1px var(--mark);
  }
  ul {
    list-style: none;
  }
  li {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 4px calc(2 * var(--space));
    align-items: center;
    position: relative;
    border-block-start: 1px solid color-mix(in srgb, currentColor 18%, transparent);
    padding-block: calc(2 * var(--space));
  }
  li:last-child {
    border-block-end: 1px solid color-mix(in srgb, currentColor 18%, transparent);
  }
  li .plain {
    font-size: 1.0625em;
    text-decoration: none;
  }
  li .plain:hover {
    background: none;
    text-decoration: underline;
  }
  /* The whole row is the target; the subject is its name. */
  li .plain::after {
    content: '';
    position: absolute;
    inset: 0;
  }
  li:hover {
    background: var(--tint);
  }
  li .plain:focus-visible {
    outline: none;
  }
  li:has(:focus-visible) {
    outline: 2px solid var(--mark);
    outline-offset: 2px;
  }
  .hint {
    grid-column: 1 / -1;
    font-size: 0.875em;
  }
  .wide {
    inline-size: 60%;
    grid-column: 1 / -1;
    block-size: 1.4em;
  }
  .narrow {
    inline-size: 35%;
    grid-column: 1 / -1;
  }
  .empty {
    padding-block: calc(4 * var(--space));
    color: var(--soft);
    text-align: center;
  }
  .more {
    display: block;
    margin: calc(3 * var(--space)) auto 0;
  }
  .notice {
    display: grid;
    gap: calc(2 * var(--space));
    justify-items: start;
    margin-block: calc(2 * var(--space));
  }
`;
