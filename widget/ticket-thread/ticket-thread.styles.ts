import { css } from 'lit';

export const ticketThreadStyles = css`
  header {
    display: grid;
    gap: var(--space);
    margin-block-end: calc(3 * var(--space));
  }
  ol {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .message {
    margin-block-end: calc(2 * var(--space));
    border: 1px solid color-mix(in srgb, currentColor 18%, transparent);
    border-radius: var(--radius);
    padding: calc(2 * var(--space));
  }
  .message.mine {
    background: var(--tint);
  }
  h3 {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--space);
    align-items: baseline;
    margin-block-end: 4px;
    font-size: 1em;
  }
  h3 .hint,
  header .hint {
    font-size: 0.875em;
    font-weight: 400;
  }
  .text {
    white-space: pre-wrap;
    unicode-bidi: plaintext;
  }
  .files {
    display: grid;
    gap: 4px;
    margin-block-start: var(--space);
    list-style: none;
  }
  dl {
    display: grid;
    gap: 4px;
    margin: var(--space) 0 0;
  }
  dl div {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--space);
  }
  dt {
    color: var(--soft);
  }
  dd {
    margin: 0;
  }
  form {
    display: grid;
    gap: var(--space);
    justify-items: start;
    margin-block-start: calc(3 * var(--space));
  }
  .waiting {
    display: grid;
    gap: calc(2 * var(--space));
  }
  .skeleton.title {
    inline-size: 70%;
    block-size: 2em;
  }
  .skeleton.short {
    inline-size: 40%;
  }
  .skeleton.block {
    block-size: 8em;
  }
  .notice {
    margin-block-end: calc(2 * var(--space));
  }
  .notice button {
    margin-block-start: var(--space);
  }
`;
