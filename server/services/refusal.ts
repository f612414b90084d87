/** One field that is not as it should be; `path` names it as in the body. */
export interface Issue {
  path: (string | number)[];
  code: string;
  message: string;
}

const statusOf = {
  malformed: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  stale_version: 409,
  closed: 409,
  no_closing_stage: 409,
  form_expired: 409,
  too_large: 413,
  unsupported_media_type: 415,
  invalid_input: 422,
  rate_limited: 429,
  unavailable: 503,
} as const;

export type RefusalCode = keyof typeof statusOf;

/** Why a service does not do what it was asked. The HTTP layer writes it as an RFC 9457 problem. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: RefusalCode;
  readonly status: number;
  readonly issues: readonly Issue[];
  /** Members added to the problem, such as `count`. */
  readonly more: Readonly<Record<string, unknown>>;
  /** Seconds, for 409 while running, 429 and 503. */
  readonly retryAfter: number | undefined;

  constructor(
    code: RefusalCode,
    detail: string,
    options: {
      issues?: readonly Issue[];
      more?: Record<string, unknown>;
      retryAfter?: number;
      cause?: unknown;
    } = {},
  ) {
    super(detail, { cause: options.cause });
    this.code = code;
    this.status = statusOf[code];
    this.issues = options.issues ?? [];
    this.more = options.more ?? {};
    this.retryAfter = options.retryAfter;
  }
}

/** What you may not see and what does not exist are refused with these very words. */
export const notFound = (): Refusal =>
  new Refusal('not_found', 'There is nothing here that you can see.');

export const forbidden = (detail: string): Refusal => new Refusal('forbidden', detail);

/** One bad field. */
export const invalid = (path: (string | number)[], message: string, code = 'invalid'): Refusal =>
  new Refusal('invalid_input', 'Some fields need attention.', {
    issues: [{ path, code, message }],
  });

/** All the bad fields at once. */
export function refuseIssues(issues: readonly Issue[]): void {
  if (issues.length > 0) {
    throw new Refusal('invalid_input', 'Some fields need attention.', { issues });
  }
}

/** An id in a body that names nothing, or nothing that the viewer may see: the two are the same. */
export const unknownId = (path: (string | number)[]): Issue => ({
  path,
  code: 'unknown',
  message: 'There is nothing with this id that you can see.',
});
