import { css } from 'lit';

/** The list of chosen files. */
export const filesStyles = css`
  .picked > * {
    margin-block-start: 8px;
  }
  .files {
    display: grid;
    gap: 8px;
    padding: 0;
    list-style: none;
  }
  .files li {
    display: flex;
    align-items: center;
    gap: 12px;
    border: 1px solid #8884;
    border-radius: var(--deskbell-radius, 8px);
    padding-block: 4px;
    padding-inline: 12px 4px;
  }
  .files .name {
    flex: 1;
  }
  .files button {
    inline-size: 36px;
    block-size: 36px;
    padding: 0;
    border-color: transparent;
    background: none;
    color: inherit;
    font-size: 1.25em;
    line-height: 1;
  }
  .files button:hover {
    background: #8882;
  }
  .unseen {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
`;
