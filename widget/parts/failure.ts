import { ApiError, ConnectionError } from '../../sdk/index.ts';
import type { PortalStrings } from '../locales/portal.ts';

/** Why something could not be loaded, in words; `otherwise` where there is nothing better to say. */
export function failureText(
  error: unknown,
  strings: PortalStrings,
  otherwise: string = strings.failed,
): string {
  if (error instanceof ConnectionError) return strings.offline;
  if (error instanceof ApiError && error.status === 429) return strings.busy;
  if (error instanceof ApiError && error.status === 404) return strings.notFound;
  return otherwise;
}
