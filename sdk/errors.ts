import type { FullAnswer } from './call.ts';
import type { Problem } from './contract/common.ts';

/** What went wrong, as a word to decide by. The server may add further codes. */
export type ErrorCode =
  | 'connection'
  | 'timeout'
  | 'malformed'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'stale_version'
  | 'form_expired'
  | 'closed'
  | 'no_closing_stage'
  | 'too_large'
  | 'unsupported_media_type'
  | 'invalid_input'
  | 'rate_limited'
  | 'unavailable'
  | (string & Record<never, never>);

/** The server's problem document (RFC 9457) with whatever a refusal adds, such as `count` or `challenge`. */
export interface ProblemDetails extends Problem {
  [extension: string]: unknown;
}

/** One refused input: `path` leads to it (`['fields', 'order_number']`), `message` is for people. */
export type Issue = NonNullable<Problem['issues']>[number];

/** What every error of this SDK is. An aborted call throws its signal's reason instead. */
export abstract class HelpdeskError extends Error {
  /** `connection` and `timeout`, or what the server's problem says. */
  abstract readonly code: ErrorCode;

  /** `HelpdeskError` for all of them; `code` tells them apart. */
  override get name(): string {
    return 'HelpdeskError';
  }
}

/**
 * The server refused. `message` is its `detail`, in words for people.
 *
 * @example
 * ```ts
 * try {
 *   await desk.tickets.update(id, { priority: 2 }, { ifMatch: version });
 * } catch (error) {
 *   if (error instanceof ApiError && error.code === 'stale_version') await reload();
 *   else throw error;
 * }
 * ```
 */
export class ApiError extends HelpdeskError {
  declare readonly code: ErrorCode;
  /** The HTTP status, 400 to 599. */
  declare readonly status: number;
  declare readonly headers: Headers;
  /** As in the problem; undefined, like `detail`, where there is none. */
  declare readonly title: string | undefined;
  declare readonly detail: string | undefined;
  /** What to quote when asking the helpdesk's operator; it stands in the server's log. */
  declare readonly requestId: string | null;
  /** Refused inputs, each with its path; empty when the refusal is about the whole call. */
  declare readonly issues: readonly Issue[];
  /** Seconds the server asks to wait. */
  declare readonly retryAfter: number | undefined;
  /** The whole problem document; undefined when something before the helpdesk answered. */
  declare readonly problem: ProblemDetails | undefined;

  /** The answer of a refusal; its data is the problem document, if it is one. */
  constructor({ data: problem, ...around }: FullAnswer<ProblemDetails | undefined>) {
    super(problem?.detail ?? `HTTP ${around.status}: check "server" or try later.`);
    // Seconds or an HTTP date; NaN for anything else.
    const value = around.headers.get('retry-after') ?? '';
    const asked = Math.max(0, +value || (Date.parse(value) - Date.now()) / 1000);
    // Last what the answer itself says: nothing in a problem may stand in its place.
    Object.assign(this, { code: 'unavailable', issues: [] }, problem, around, {
      retryAfter: asked >= 0 ? asked : undefined,
      problem,
    });
  }
}

/** No usable answer came: offline, refused, cut off, or not JSON. `cause` is what the platform threw. */
export class ConnectionError extends HelpdeskError {
  get code(): ErrorCode {
    return 'connection';
  }
}

/** No answer within `timeoutMs`, on the last attempt. */
export class TimeoutError extends ConnectionError {
  override get code(): ErrorCode {
    return 'timeout';
  }
}

/**
 * Whether a value is an error of this SDK, even one from another frame or a second copy of the
 * package, where `instanceof` says no. Decide further by `code`.
 *
 * @example
 * ```ts
 * if (isHelpdeskError(error) && error.code === 'timeout') offerRetry();
 * ```
 */
export const isHelpdeskError = (value: unknown): value is HelpdeskError =>
  (value as Partial<Error> | null | undefined)?.name === 'HelpdeskError';
