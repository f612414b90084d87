import { css } from 'lit';

export const portalStyles = css`
  .base {
    --edge: #8885;
    max-inline-size: 52em;
  }
  form,
  .sent {
    display: grid;
    gap: 16px;
    justify-items: start;
    max-inline-size: 28em;
  }
  .field,
  .sent .notice {
    inline-size: 100%;
  }
  .field .error {
    margin-block-end: 4px;
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 16px;
    align-items: center;
    justify-content: space-between;
    margin-block-end: 24px;
    border-block-end: 1px solid var(--edge);
    padding-block-end: 12px;
    font-size: 0.875em;
  }
  .wait + .skeleton {
    max-inline-size: 18em;
    margin-block-start: 16px;
  }
  .back {
    display: inline-flex;
    gap: 8px;
    align-items: center;
    margin-block-end: 16px;
    text-decoration: none;
  }
  .back:hover {
    filter: none;
    text-decoration: underline;
  }
  /* A chevron that points to where the reading starts. */
  .arrow {
    inline-size: 0.5em;
    block-size: 0.5em;
    margin-inline-start: 2px;
    border-block-end: 2px solid;
    border-inline-start: 2px solid;
    rotate: 45deg;
  }
  .arrow:dir(rtl) {
    rotate: -45deg;
  }
  h2 + .notice {
    margin-block-start: 16px;
  }
  form h2 + .notice {
    margin: 0;
  }
  .notice button {
    margin-block-start: 12px;
  }
`;
