import { timingSafeEqual } from 'node:crypto';
import type { Access } from '../../sdk/contract/route.ts';
import {
  type House,
  hashOfToken,
  prolongSession,
  type Recognised,
  Refusal,
  recogniseSession,
  wantsProlonging,
} from '../routes/entrance.ts';
import type { Viewer } from '../rules/visibility.ts';

/** Who is calling. */
export interface Caller {
  viewer: Viewer;
  /** Of a session, by the hash of its token. */
  sessionId?: string;
}

/** The parts of a request that say who is calling. */
export interface Credentials {
  authorization: string | undefined;
  origin: string | null;
  method: string;
}

const visitor: Caller = { viewer: { kind: 'visitor' } };
const bearer = /^Bearer +([A-Za-z0-9._~+/-]{1,500}=*)$/i;

const unknownCaller = (): Refusal =>
  new Refusal('unauthenticated', 'Sign in first: there is no session, or it has ended.');

/** Tells who is calling; keeps the idle end of sessions moving without holding up the answer. */
export interface Callers {
  callerOf(credentials: Credentials, now: Date): Promise<Caller>;
  /** Resolves when no session is being written any more. */
  settled(): Promise<void>;
}

/** Recognises bearer tokens: the admin key's, and those of sessions. */
export function callersOf(
  house: House,
  adminKey: string | null,
  onError: (error: unknown) => void,
): Callers {
  const adminHash = adminKey === null ? null : Buffer.from(hashOfToken(adminKey));
  const pushing = new Map<string, Promise<void>>();
  const limit = countedByMinute(house.settings.limits.requestsPerSession);

  const push = (recognised: Recognised, now: Date): void => {
    const { id } = recognised.session;
    if (pushing.has(id) || !wantsProlonging(recognised, now)) return;
    // A missed push costs nothing: the next request makes it.
    const pushed = prolongSession(house, recognised, now)
      .catch(onError)
      .finally(() => pushing.delete(id));
    pushing.set(id, pushed);
  };

  return {
    async callerOf({ authorization, origin, method }, now) {
      if (authorization === undefined) return visitor;
      const token = bearer.exec(authorization)?.[1];
      if (token === undefined) throw unknownCaller();
      const hash = hashOfToken(token);
      if (adminHash !== null && timingSafeEqual(Buffer.from(hash), adminHash)) {
        // A key that reached a browser is no secret any more.
        if (origin !== null) throw unknownCaller();
        return { viewer: { kind: 'server', keyId: 'admin' } };
      }
      const reading = method === 'GET' || method === 'HEAD';
      const recognised = await recogniseSession(house, hash, { origin, reading }, now);
      if (recognised === undefined) throw unknownCaller();
      limit(hash, now);
      push(recognised, now);
      return { viewer: recognised.viewer, sessionId: hash };
    },
    async settled() {
      await Promise.all(pushing.values());
    },
  };
}

/** Refuses more than `most` calls a minute under one key; 0 is off. */
function countedByMinute(most: number): (key: string, now: Date) => void {
  const counts = new Map<string, number>();
  let windowEnd = 0;
  return (key, now) => {
    if (most === 0) return;
    const time = now.getTime();
    if (time >= windowEnd) {
      counts.clear();
      windowEnd = time + 60_000;
    }
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    if (count > most) {
      throw new Refusal('rate_limited', 'Too many requests. Wait a moment.', {
        retryAfter: Math.ceil((windowEnd - time) / 1000),
      });
    }
  };
}

/** 401 for a visitor where somebody must be signed in, 403 for a route closed to the caller's kind. */
export function checkAccess(access: Access, viewer: Viewer): void {
  if (access === 'anyone') return;
  const { kind } = viewer;
  if (kind === 'visitor') throw unknownCaller();
  const open =
    access === 'signedIn' ||
    kind === 'server' ||
    (access === 'agent' && (kind === 'agent' || kind === 'manager')) ||
    (access === 'manager' && kind === 'manager');
  if (!open) throw new Refusal('forbidden', 'This is not open to you.');
}
