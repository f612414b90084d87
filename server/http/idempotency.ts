import { createHash } from 'node:crypto';
import {
  AlreadyAnswered,
  type AnswerKeeper,
  answerKeeper,
  type House,
  hashOfToken,
  invalid,
  Refusal,
  refusalOf,
} from '../routes/entrance.ts';
import type { Viewer } from '../rules/visibility.ts';
import type { IdempotencyRow } from '../stores/rows.ts';
import type { Upload } from './multipart.ts';
import { problemOf } from './problems.ts';

/** What may differ between a request and its retry. */
const passing = new Set(['formToken', 'challengeSolution', 'decoy']);

const printable = /^[\x21-\x7e]{1,200}$/;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const hex = /^[0-9a-f]+$/i;
const base64url = /^[\w-]{22,}$/;

/** Could a stranger guess it? All visitors of a team share one caller. */
const isRandom = (key: string): boolean =>
  uuid.test(key) || (hex.test(key) ? key.length >= 32 : base64url.test(key));

/** Whose key it is: the person's (a guest link's apart), the server key's, or for visitors the team's. */
function ownerOf(viewer: Viewer, params: Readonly<Record<string, string>>): string {
  if (viewer.kind === 'visitor') return `team:${params.teamSlug ?? ''}`;
  if (viewer.kind === 'server') return `server:${viewer.keyId}`;
  const only = viewer.kind === 'portal' ? (viewer.onlyTicketId ?? '') : '';
  return `person:${viewer.personId}:${only}`;
}

/** The id of the record for a caller's key; refuses a key that others could meet by chance. */
export function recordIdOf(
  key: string,
  viewer: Viewer,
  params: Readonly<Record<string, string>>,
): string {
  if (!printable.test(key) || (viewer.kind === 'visitor' && !isRandom(key))) {
    throw invalid(
      ['Idempotency-Key'],
      'Use a fresh UUID, or 128 random bits, as the Idempotency-Key.',
      'not_random',
    );
  }
  return hashOfToken(`${ownerOf(viewer, params)}\n${key}`);
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value with the keys of its objects in order. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (!isRecord(value)) return value;
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.map((key) => [key, ordered(value[key])]));
}

/** The same JSON whatever the order of its keys. */
const canonical = (value: unknown): string => JSON.stringify(ordered(value));

/** The hash of everything that makes a request the same one: route, fields and files. */
export function fingerprintOf(
  route: string,
  call: { params: unknown; query: unknown; body: unknown; files: readonly Upload[] },
): string {
  const { params, query, body, files } = call;
  const lasting = isRecord(body)
    ? Object.fromEntries(Object.entries(body).filter(([key]) => !passing.has(key)))
    : body;
  const hash = createHash('sha256').update(canonical([route, params, query, lasting]));
  for (const { name, size, sha256 } of files) hash.update(canonical([name, size, sha256]));
  return hash.digest('base64url');
}

/** Refusals that the same request may well escape a moment later are not kept. */
function lasts(refusal: Refusal): boolean {
  const { status, code, retryAfter } = refusal;
  if (status === 401 || status === 429 || status >= 500 || retryAfter !== undefined) return false;
  if (code === 'form_expired') return false;
  return !refusal.issues.some(({ path }) => passing.has(String(path[0])));
}

/** An answer made now, or one kept before. */
export type Outcome = { answer: unknown } | { replayed: IdempotencyRow };

/** Answers each request once; retries get the kept answer. */
export interface Retries {
  once(
    request: { id: string; fingerprint: string; status: number },
    now: Date,
    work: (transact: AnswerKeeper['transact']) => Promise<unknown>,
  ): Promise<Outcome>;
}

/** Keeps answers in the store, and knows which requests this process is working on. */
export function retriesOf(house: House): Retries {
  const running = new Set<string>();

  async function answered(keeper: AnswerKeeper, status: number, work: Promise<unknown>) {
    let answer: unknown;
    try {
      answer = await work;
    } catch (error) {
      const refusal = refusalOf(error, undefined);
      if (refusal !== undefined && lasts(refusal) && keeper.kept === undefined) {
        await keeper.keep(refusal.status, problemOf(refusal));
      }
      throw error;
    }
    // Usually the act's own commit has kept it already.
    if (keeper.kept === undefined || keeper.kept.body !== answer) await keeper.keep(status, answer);
    return { answer };
  }

  return {
    async once(request, now, work) {
      const { id, status } = request;
      if (running.has(id)) {
        throw new Refusal('conflict', 'This very request is still running.', { retryAfter: 1 });
      }
      running.add(id);
      try {
        const keeper = answerKeeper(house, request, now);
        const replayed = await keeper.earlier();
        if (replayed !== undefined) return { replayed };
        return await answered(keeper, status, work(keeper.transact));
      } catch (error) {
        if (error instanceof AlreadyAnswered) return { replayed: error.row };
        throw error;
      } finally {
        running.delete(id);
      }
    },
  };
}
