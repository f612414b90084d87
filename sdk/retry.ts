/** What an attempt ended with: `status` is absent when no answer came. */
export interface Failure {
  status?: number;
  headers?: Headers;
}

/** `Retry-After` in seconds, given as seconds or as an HTTP date; NaN when absent or unreadable, negative when past. */
export function retryAfterOf(headers: Headers | undefined, now: number = Date.now()): number {
  const value = headers?.get('retry-after') as string;
  return +value || (Date.parse(value) - now) / 1000;
}

/**
 * How long to wait before retry number `attempt` (the first is 1), in milliseconds; undefined:
 * do not retry. Retried are lost connections, 408, 429, 5xx, and a 409 with `Retry-After` (the
 * same call is still running). `Retry-After` is kept up to 60 s, and a longer one is left to the
 * caller; without it 0.5 s doubles up to 8 s, less up to a quarter of jitter.
 * `now` is in milliseconds, `random` from 0 (no jitter) to 1.
 */
export function pauseBefore(
  attempt: number,
  { status = 500, headers }: Failure,
  now: number = Date.now(),
  random: number = Math.random(),
): number | undefined {
  const asked = retryAfterOf(headers, now);
  const passes = /408|429|5../.test(`${status}`) || (status === 409 && asked >= 0);
  if (!passes || asked > 60) return undefined;
  return asked >= 0 ? asked * 1000 : Math.min(250 * 2 ** attempt, 8000) * (1 - random / 4);
}
