/** What an attempt ended with: `status` is absent when no answer came. */
export interface Failure {
  status?: number | undefined;
  /** Seconds the server asks to wait. */
  retryAfter?: number | undefined;
}

/**
 * How long to wait before retry number `attempt` (the first is 1), in milliseconds; undefined:
 * do not retry. Retried are lost connections, 408, 429, 5xx, and a 409 with `Retry-After` (the
 * same call is still running). `Retry-After` is kept up to 60 s, and a longer one is left to the
 * caller; without it 0.5 s doubles up to 8 s, less up to a quarter of jitter.
 */
export const pauseBefore = (attempt: number, failure: Failure): number | undefined => {
  const wait =
    1000 * (failure.retryAfter ?? Math.min(2 ** attempt / 4, 8) * (1 - Math.random() / 4));
  // Both as one text: `503undefined`, `4091`, and `undefinedundefined` for a lost connection.
  if (/^(u|5|4(08|29|09\d))/.test(`${failure.status}${failure.retryAfter}`) && wait <= 60_000)
    return wait;
  return undefined;
};
