/**
 * Gives the bearer token of the signed-in person, or null for a visitor. Asked with `'call'`
 * before each call and with `'refused'` after a 401; a token given then is tried once.
 */
export type TokenSource = (reason: 'call' | 'refused') => string | null | Promise<string | null>;

/** Where the helpdesk is and how to call it. */
export interface Connection {
  /**
   * The address the helpdesk is served from, such as `https://help.example`; a trailing slash is
   * allowed. The API is below it at `/api/v1`.
   */
  server: string;
  /** The bearer token, or what gives it. Default: none, a visitor. Server keys stay off web pages. */
  token?: string | null | TokenSource | undefined;
  /** What makes requests; it is given a `Request`. Default: the platform's `fetch`. */
  fetch?: ((request: Request) => Response | Promise<Response>) | undefined;
  /**
   * How long one attempt may take until its answer is read, in whole milliseconds. Default 30 000,
   * with files 300 000. Live events go on.
   */
  timeoutMs?: number | undefined;
  /** How often a call is tried again. Default 2. */
  retries?: number | undefined;
  /** The reader's language, sent as `Accept-Language`, such as `pt-BR`. Default: the platform's. */
  locale?: string | undefined;
  /** Sees every attempt before it is sent and may set headers on it. What it throws ends the call. */
  onRequest?: ((request: Request) => void | Promise<void>) | undefined;
  /** Sees the status and headers of every answer. What it throws makes it a lost connection. */
  onResponse?: ((response: Response, request: Request) => void | Promise<void>) | undefined;
}

/** What any call takes beside its input. */
export interface CallOptions {
  /** Ends the call; it then throws the signal's reason. */
  signal?: AbortSignal | undefined;
  /** As in `createClient`, for this call. */
  timeoutMs?: number | undefined;
  /** As in `createClient`, for this call. */
  retries?: number | undefined;
  /** Names a POST, so that repeating it has no second effect within 24 hours. Default: 128 random bits. */
  idempotencyKey?: string | undefined;
  /** Further headers, by name; undefined ones are left out. */
  headers?: Record<string, string | undefined> | undefined;
}

/** What a call that changes something takes beside its input. */
export interface WriteOptions extends CallOptions {
  /** The `version` that was read: if it is no longer the present one, refuse with `stale_version`. */
  ifMatch?: number | undefined;
}
