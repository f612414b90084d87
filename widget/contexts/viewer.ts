import type { Context } from '@lit/context';
import type { Me } from '../../sdk/contract/auth.ts';

/** Who is looking: a signed-in person, null for a visitor, undefined while that is not known yet. */
export type Viewer = Me | null | undefined;

/** The viewer for everything below a provider. */
export const viewerContext = 'deskbell-viewer' as unknown as Context<string, Viewer>;
