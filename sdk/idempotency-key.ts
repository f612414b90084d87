/**
 * Names one call, so that the server carries it out once however often it arrives: 128 random bits
 * as four numbers. The platform makes UUIDs only on https pages, so this way serves all.
 */
export const newIdempotencyKey = (): string => crypto.getRandomValues(new Uint32Array(4)).join('-');
