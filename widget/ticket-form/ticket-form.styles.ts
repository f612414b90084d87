import { css } from 'lit';

/** What the form adds to the shared styles before anything is sent. */
export const formStyles = css`
  .about {
    min-block-size: 7em;
    white-space: pre-line;
  }
  .about:empty {
    background: linear-gradient(#8882 0 0) 0 8px/100% 1.25em no-repeat;
  }
  .fields {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 16em), 1fr));
    gap: 24px 16px;
    margin-block: 24px;
  }
  .fields > :nth-child(n + 4) {
    grid-column: 1/-1;
  }
  .decoy {
    position: absolute;
    inline-size: 0;
    opacity: 0;
  }
`;
