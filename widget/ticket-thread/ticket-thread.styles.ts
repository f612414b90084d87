import { css } from 'lit';

export const ticketThreadStyles = css`
  .base {
    --edge: #8885;
    max-inline-size: 52em;
  }
  header {
    margin-block-end: 24px;
  }
  h2 {
    scroll-margin-block-start: 5em;
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 12px;
    align-items: center;
    min-block-size: 40px;
    margin-block-start: 8px;
  }
  .facts > .quiet {
    margin-inline-start: auto;
    padding: 6px 16px;
  }
  .hint {
    font-size: 0.875em;
    font-weight: 400;
  }
  .message {
    margin-block-end: 12px;
    border: 1px solid var(--edge);
    border-radius: var(--radius);
    padding: 16px;
  }
  .message.mine {
    background: color-mix(in srgb, var(--accent) 6%, transparent);
  }
  .message h3 {
    display: flex;
    flex-wrap: wrap;
    gap: 0 8px;
    align-items: center;
    margin-block-end: 8px;
    scroll-margin-block: 5em;
  }
  .face {
    display: grid;
    place-items: center;
    flex: none;
    inline-size: 28px;
    block-size: 28px;
    border-radius: 50%;
    background: color-mix(in srgb, currentColor 12%, transparent);
    font-size: 0.8125em;
  }
  .mine .face {
    background: var(--accent);
    color: var(--deskbell-on-accent, #fff);
  }
  .text {
    white-space: pre-wrap;
    unicode-bidi: plaintext;
  }
  time {
    unicode-bidi: plaintext;
  }
  .event {
    margin-block: 16px;
    padding-inline: 16px;
    text-align: center;
  }
  .files {
    display: grid;
    gap: 8px;
    justify-items: start;
    margin-block-start: 12px;
  }
  dl {
    display: grid;
    gap: 4px;
    margin-block-start: 12px;
    border-block-start: 1px solid var(--edge);
    padding-block-start: 12px;
  }
  dl div {
    display: flex;
    flex-wrap: wrap;
    gap: 0 8px;
  }
  dt {
    color: var(--soft);
  }
  form {
    margin-block-start: 24px;
  }
  form button {
    margin-block-start: 12px;
  }
  .notice {
    margin-block: 16px;
  }
  .notice button {
    margin-block-start: 12px;
  }
  dialog {
    inline-size: min(100% - 32px, 26em);
    margin: auto;
    border: 1px solid var(--edge);
    border-radius: calc(var(--radius) + 4px);
    padding: 24px;
    box-shadow: 0 16px 48px rgb(0 0 0 / 30%);
  }
  dialog::backdrop {
    background: rgb(0 0 0 / 45%);
  }
  dialog h3 {
    font-size: 1.25em;
  }
  dialog p {
    margin-block-start: 8px;
  }
  dialog .choices {
    margin-block-start: 20px;
  }
  .waiting {
    display: grid;
    gap: 16px;
  }
  .skeleton.title {
    inline-size: 70%;
    block-size: 30px;
  }
  .skeleton.short {
    inline-size: 40%;
    block-size: 24px;
    margin-block-end: 16px;
  }
  .skeleton.block {
    block-size: 116px;
  }
`;
