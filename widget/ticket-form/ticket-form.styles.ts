import { css } from 'lit';

/** What the form adds to the shared styles before anything is sent. */
export const formStyles = css`
  :host {
    max-inline-size: 45em;
  }
  hgroup {
    min-block-size: 7em;
    margin-block-end: 24px;
    white-space: pre-line;
  }
  h2 {
    margin-block-end: 8px;
  }
  hgroup:empty {
    background: linear-gradient(#8882 0 0) 0 4px/100% 24px no-repeat;
  }
  section {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 16em), 1fr));
    gap: 24px 16px;
    margin-block: 24px;
  }
  section > :nth-child(n + 4) {
    grid-column: 1/-1;
  }
  [part='hint'] {
    margin-block-start: 4px;
  }
  [name='decoy'] {
    position: absolute;
    inline-size: 0;
    opacity: 0;
  }
`;
