import { css } from 'lit';

/**
 * What lists, threads and answers are made of, with names for the colours: `button.quiet` and `button.plain`, `.badge`
 * (`.done` for what is finished), `.hint`, `.notice`, `.choices`, `.skeleton`, `.unseen` for
 * screen readers alone.
 */
export const pieces = css`
  .base {
    --accent: var(--deskbell-accent, #2563eb);
    --radius: var(--deskbell-radius, 8px);
    --bad: color-mix(in srgb, var(--deskbell-danger, #e11) 70%, currentColor);
    --mark: color-mix(in srgb, var(--accent) 75%, currentColor);
    --soft: color-mix(in srgb, currentColor 80%, transparent);
    --line: #888;
    --tint: #8881;
  }
  a {
    color: var(--mark);
  }
  h3 {
    margin: 0;
    font-size: 1em;
  }
  ul,
  ol {
    padding: 0;
    list-style: none;
  }
  .hint {
    color: var(--soft);
  }
  [tabindex='-1']:focus {
    outline: none;
  }
  [aria-busy='true'] {
    cursor: progress;
    opacity: 0.7;
  }
  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 16px;
    align-items: center;
  }
  button.quiet,
  button.plain {
    border-color: var(--line);
    background: none;
    color: inherit;
  }
  button.quiet:hover {
    background: var(--tint);
  }
  button.plain {
    min-block-size: 24px;
    border: 0;
    padding: 0;
    color: var(--mark);
    text-align: start;
    text-decoration: underline;
  }
  .badge {
    display: inline-block;
    border: 1px solid var(--mark);
    border-radius: 99px;
    padding: 1px 10px;
    color: var(--mark);
    font-size: 0.875em;
    font-weight: 600;
  }
  .badge.done {
    border-color: var(--line);
    color: var(--soft);
  }
  .notice {
    border: 1px solid var(--line);
    border-radius: var(--radius);
    padding: 16px;
    background: var(--tint);
  }
  .notice.bad {
    border-color: var(--bad);
  }
  .skeleton {
    display: block;
    inline-size: 100%;
    block-size: 1em;
    border-radius: var(--radius);
    background: color-mix(in srgb, currentColor 12%, transparent);
  }
  .unseen {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (prefers-reduced-motion: no-preference) {
    .skeleton {
      animation: wait 1.2s ease-in-out infinite alternate;
    }
    @keyframes wait {
      to {
        opacity: 0.5;
      }
    }
  }
  @media (forced-colors: active) {
    .skeleton {
      border: 1px solid GrayText;
    }
  }
`;
