/**
 * Names one call, so that the server carries it out once however often it arrives: a UUID, or on
 * plain http pages, where the platform makes none, 128 random bits in hexadecimal.
 */
export const newIdempotencyKey = (): string =>
  crypto.randomUUID?.() ??
  Array.from(crypto.getRandomValues(new BigUint64Array(2)), (half) =>
    half.toString(16).padStart(16, '0'),
  ).join('');
