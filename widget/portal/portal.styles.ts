import { css } from 'lit';

export const portalStyles = css`
  form,
  .sent {
    display: grid;
    gap: var(--space);
    justify-items: start;
    max-inline-size: 28em;
  }
  form button,
  .choices {
    margin-block-start: var(--space);
  }
  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: calc(2 * var(--space));
    align-items: center;
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space) calc(2 * var(--space));
    align-items: center;
    justify-content: space-between;
    margin-block-end: calc(2 * var(--space));
    font-size: 0.875em;
  }
  .line {
    max-inline-size: 18em;
    margin-block-start: calc(2 * var(--space));
  }
  .back {
    display: inline-flex;
    gap: var(--space);
    align-items: center;
    margin-block-end: calc(2 * var(--space));
  }
  /* A chevron that points to where the reading starts. */
  .arrow {
    inline-size: 0.5em;
    block-size: 0.5em;
    border-block-end: 2px solid;
    border-inline-start: 2px solid;
    rotate: 45deg;
  }
  :host(:dir(rtl)) .arrow {
    rotate: -45deg;
  }
  .notice button {
    margin-block-start: var(--space);
  }
`;
