const first = 4_000;
const longest = 60 * 60_000;

/** After so many attempts, about two days, a mail is given up. */
export const mailAttempts = 56;

/**
 * How long to wait after the `attempt`-th failure (from 1), in milliseconds: within 4 s after the
 * first, then doubling up to an hour. `chance` from 0 to 1 takes off up to half, so that what failed
 * together does not return together.
 */
export function retryDelayOf(attempt: number, chance: number): number {
  const full = Math.min(longest, first * 2 ** Math.min(attempt - 1, 20));
  return Math.round(full * (1 - chance / 2));
}
