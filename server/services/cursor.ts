import { hash, timingSafeEqual } from 'node:crypto';
import type { Act } from './act.ts';
import { actorOf } from './actor.ts';
import { invalid } from './refusal.ts';

/** What a cursor belongs to: a list, and the question asked of it apart from `limit` and `cursor`. */
export interface CursorContext {
  list: string;
  query: Readonly<Record<string, unknown>>;
}

function sealOf(act: Act, { list, query }: CursorContext, place: string): Buffer {
  const { viewer } = act;
  const { cursor: _cursor, limit: _limit, ...question } = query;
  const asked = Object.entries(question)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const who = [
    viewer.kind,
    viewer.kind === 'server' ? viewer.keyId : actorOf(viewer),
    viewer.kind === 'portal' ? (viewer.onlyTicketId ?? null) : null,
  ];
  // The key comes last, so that nothing can be appended to what was sealed; one call costs a third
  // of what an HMAC does, and every page of every list ends with a seal.
  const key = Buffer.from(act.house.formKey).toString('latin1');
  const text = JSON.stringify(['cursor', who, list, asked, place]) + key;
  return hash('sha256', text, 'buffer').subarray(0, 16);
}

/** An opaque cursor to go on after `place`, good for this viewer and this question only. */
export function cursorTo(act: Act, context: CursorContext, place: unknown): string {
  const text = JSON.stringify(place);
  const seal = sealOf(act, context, text);
  return Buffer.concat([seal, Buffer.from(text)]).toString('base64url');
}

/** The place behind a cursor made by `cursorTo`; any other cursor is refused. */
export function placeOf<Place>(
  act: Act,
  context: CursorContext,
  cursor: string | undefined,
): Place | undefined {
  if (cursor === undefined) return undefined;
  const bytes = Buffer.from(cursor, 'base64url');
  const place = bytes.subarray(16).toString();
  if (bytes.length <= 16 || !timingSafeEqual(bytes.subarray(0, 16), sealOf(act, context, place))) {
    throw invalid(['cursor'], 'This cursor belongs to another list. Start again without it.');
  }
  // The seal vouches that it was written by `cursorTo` for this very list.
  return JSON.parse(place) as Place;
}
