/**
 * Names one call, so that the server carries it out once however often it arrives: a UUID, or on
 * plain http pages, where the platform makes none, 128 random bits as four numbers.
 */
export const newIdempotencyKey = (): string =>
  crypto.randomUUID?.() ?? crypto.getRandomValues(new Uint32Array(4)).join('-');
