import type { CSSResult } from 'lit';

/** Adds styles that came with a later chunk to an element's own; once is enough. */
export function adopt(root: Node, { styleSheet }: CSSResult): void {
  const { adoptedStyleSheets } = root as ShadowRoot;
  if (styleSheet && !adoptedStyleSheets.includes(styleSheet)) adoptedStyleSheets.push(styleSheet);
}
