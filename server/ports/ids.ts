import { randomBytes, randomFillSync } from 'node:crypto';

/** Makes the helpdesk's random values. */
export interface Ids {
  /** A new opaque id; a later one sorts after an earlier one of the same process. */
  id(): string;
  /** 256 random bits for a token, in base64url. */
  secret(): string;
}

const perMillisecond = 36 ** 3;
const randomPart = 9;

/** Gives random bytes as base64url; asks the system for many at once, which costs the same as for few. */
function randomTexts(bytes: number): () => string {
  const pool = Buffer.alloc(bytes * 512);
  let used = pool.length;
  return () => {
    if (used === pool.length) {
      randomFillSync(pool);
      used = 0;
    }
    used += bytes;
    return pool.toString('base64url', used - bytes, used);
  };
}

/** Ids of 24 characters: the millisecond, a place within it, then 72 random bits. */
export function randomIds(): Ids {
  let time = 0;
  let place = 0;
  const random = randomTexts(randomPart);
  const id = (): string => {
    const now = Date.now();
    // A clock set back must not bring an id before an earlier one.
    if (now > time) {
      time = now;
      place = 0;
    } else {
      place += 1;
      if (place === perMillisecond) {
        time += 1;
        place = 0;
      }
    }
    const sortable = time.toString(36).padStart(9, '0') + place.toString(36).padStart(3, '0');
    return sortable + random();
  };
  return { id, secret: () => randomBytes(32).toString('base64url') };
}
