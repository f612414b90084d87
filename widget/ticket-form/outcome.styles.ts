import { css } from 'lit';

/** The receipt, the notice that takes the place of a form, and what is said below the button. */
export const outcomeStyles = css`
  .receipt,
  .notice {
    border: 1px solid #8888;
    border-radius: var(--deskbell-radius, 8px);
    padding: 32px;
    background: #8881;
  }
  .receipt > * + * {
    margin-block-start: 12px;
  }
  .receipt h2:focus {
    outline: none;
  }
  .receipt .text {
    max-inline-size: 34em;
  }
  .receipt a {
    color: inherit;
    font-weight: 600;
  }
  .mark {
    display: grid;
    place-items: center;
    inline-size: 44px;
    block-size: 44px;
    border-radius: 50%;
    background: var(--deskbell-accent, #2563eb);
    color: var(--deskbell-on-accent, #fff);
  }
  .mark svg {
    inline-size: 24px;
    fill: none;
    stroke: currentColor;
    stroke-linecap: round;
    stroke-linejoin: round;
    stroke-width: 2.5;
  }
  .notice {
    padding: 12px 16px;
    white-space: normal;
  }
  .notice button {
    margin-block-start: 8px;
    padding: 4px 12px;
  }
  button.quiet {
    border-color: #888;
    background: none;
    color: inherit;
  }
  .receipt button.quiet {
    margin-block-start: 24px;
  }
  .failed:not(:empty) {
    margin-block-start: 16px;
    border: 1px solid var(--deskbell-danger, #e11);
    border-radius: var(--deskbell-radius, 8px);
    padding: 12px 16px;
    background: color-mix(in srgb, var(--deskbell-danger, #e11) 6%, transparent);
  }
  @media (forced-colors: active) {
    .mark {
      border: 1px solid;
    }
  }
  @media (max-width: 480px) {
    .receipt {
      padding: 24px 20px;
    }
  }
`;
