import { ApiError, ConnectionError } from '../../sdk/index.ts';
import type { PortalStrings } from '../locales/portal.ts';

/** Why something did not work, in words; `otherwise` where there is nothing better to say. */
export function failureText(
  error: unknown,
  strings: PortalStrings,
  otherwise: string = strings.failed,
): string {
  if (error instanceof ConnectionError) return strings.offline;
  if (!(error instanceof ApiError)) return otherwise;
  if (error.status === 401) return strings.signedOut;
  if (error.status === 404) return strings.notFound;
  if (error.status === 429) return strings.busy;
  return otherwise;
}

/** Is this the answer to what does not exist for the viewer, or no longer? */
export const isGone = (error: unknown): boolean =>
  error instanceof ApiError && (error.status === 404 || error.status === 403);
