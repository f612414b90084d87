import { createHmac, timingSafeEqual } from 'node:crypto';

const lifetime = 2 * 60 * 60 * 1000;

/** A token's age in milliseconds, or why it does not count. */
export type FormTokenReading = { age: number } | 'bad' | 'expired';

function macOf(key: Uint8Array, teamId: string, issuedAt: string, nonce: string): Buffer {
  return createHmac('sha256', key).update(`form:${teamId}:${issuedAt}:${nonce}`).digest();
}

/** Tells when a team's form was fetched: `<issuedAt>.<nonce>.<HMAC-SHA256>`, good for two hours. */
export function makeFormToken(key: Uint8Array, teamId: string, nonce: string, now: Date): string {
  const issuedAt = now.getTime().toString(36);
  return `${issuedAt}.${nonce}.${macOf(key, teamId, issuedAt, nonce).toString('base64url')}`;
}

/** Reads a token made by `makeFormToken` for this very team. */
export function readFormToken(
  key: Uint8Array,
  teamId: string,
  token: string,
  now: Date,
): FormTokenReading {
  const [issuedAt, nonce, mac, more] = token.split('.');
  if (issuedAt === undefined || nonce === undefined || mac === undefined || more !== undefined) {
    return 'bad';
  }
  const expected = macOf(key, teamId, issuedAt, nonce);
  const given = Buffer.from(mac, 'base64url');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return 'bad';
  const age = now.getTime() - Number.parseInt(issuedAt, 36);
  if (age < 0) return 'bad';
  return age > lifetime ? 'expired' : { age };
}
