import type { CSSResult } from 'lit';
import { controls } from './controls.ts';
import { pieces } from './pieces.ts';
import { tokens } from './tokens.ts';

/** Everything shared, in order. The form, which counts bytes, takes only what it paints first. */
export const base: CSSResult[] = [tokens, controls, pieces];
