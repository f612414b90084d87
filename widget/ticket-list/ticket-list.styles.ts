import { css } from 'lit';

export const ticketListStyles = css`
  .base {
    --edge: #8885;
    max-inline-size: 52em;
  }
  .top {
    display: flex;
    flex-wrap: wrap;
    gap: 12px 24px;
    align-items: center;
    justify-content: space-between;
    margin-block-end: 16px;
  }
  .tabs {
    display: flex;
    gap: 4px;
    border: 1px solid var(--edge);
    border-radius: calc(var(--radius) + 4px);
    padding: 3px;
  }
  .tabs button {
    min-block-size: 32px;
    border-color: transparent;
    padding: 2px 16px;
    color: var(--soft);
  }
  .tabs [aria-pressed='true'] {
    border-color: var(--mark);
    background: color-mix(in srgb, var(--accent) 10%, transparent);
    color: var(--mark);
  }
  ul {
    border: 1px solid var(--edge);
    border-radius: var(--radius);
  }
  li {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 16px;
    align-items: start;
    position: relative;
    padding: 14px 16px;
  }
  li + li {
    border-block-start: 1px solid var(--edge);
  }
  li .plain {
    flex: 1 1 14em;
    color: inherit;
    font-size: 1.0625em;
    text-decoration: none;
  }
  li .plain:hover {
    background: none;
    filter: none;
    text-decoration: underline;
  }
  /* The whole row is the target; the subject is its name. */
  li .plain::after {
    content: '';
    position: absolute;
    inset: 0;
    border-radius: var(--radius);
  }
  li:hover {
    background: var(--tint);
  }
  li .plain:focus-visible {
    outline: none;
  }
  li .plain:focus-visible::after {
    outline: 2px solid var(--mark);
    outline-offset: -2px;
  }
  .hint {
    flex-basis: 100%;
    font-size: 0.875em;
  }
  time {
    unicode-bidi: plaintext;
  }
  .wide,
  .narrow {
    margin-block: 4px;
  }
  .wide {
    inline-size: 60%;
    block-size: 18px;
  }
  .narrow {
    inline-size: 35%;
    block-size: 13px;
  }
  .empty {
    border: 1px dashed var(--line);
    border-radius: var(--radius);
    padding: 48px 24px;
    color: var(--soft);
    text-align: center;
  }
  .error {
    margin-block-start: 16px;
  }
  .more {
    display: block;
    margin: 16px auto 0;
  }
  .error + .more {
    margin-inline: 0;
  }
  @media (forced-colors: active) {
    .tabs button {
      border-color: ButtonFace;
    }
    .tabs [aria-pressed='true'] {
      border-color: Highlight;
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }
  }
`;
