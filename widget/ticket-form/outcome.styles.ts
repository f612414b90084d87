import { css } from 'lit';

/** The receipt and the notice that takes the place of a form. */
export const outcomeStyles = css`
  .receipt,
  .notice {
    border: 1px solid #888;
    border-inline-start: 4px solid var(--deskbell-accent, #2563eb);
    border-radius: var(--deskbell-radius, 8px);
    padding: 16px 24px 24px;
  }
  .notice {
    padding: 12px 16px;
    white-space: normal;
  }
  .receipt > * + *,
  .notice > * + * {
    margin-block-start: 12px;
  }
  .receipt > * + button {
    margin-block-start: 20px;
  }
  .receipt h2:focus {
    outline: none;
  }
  .receipt strong {
    font-variant-numeric: tabular-nums;
  }
  .receipt a {
    color: inherit;
  }
  .notice button {
    padding: 6px 16px;
  }
  button.quiet {
    border-color: #888;
    background: none;
    color: inherit;
  }
  button.quiet:hover {
    background: #8881;
  }
`;
