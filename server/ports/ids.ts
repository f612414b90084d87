import { randomBytes } from 'node:crypto';

/** Makes the helpdesk's random values. */
export interface Ids {
  /** A new opaque id; a later one sorts after an earlier one of the same process. */
  id(): string;
  /** 256 random bits for a token, in base64url. */
  secret(): string;
}

const perMillisecond = 36 ** 3;

/** Ids of 24 characters: the millisecond, a place within it, then 72 random bits. */
export function randomIds(): Ids {
  let time = 0;
  let place = 0;
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
    return sortable + randomBytes(9).toString('base64url');
  };
  return { id, secret: () => randomBytes(32).toString('base64url') };
}
