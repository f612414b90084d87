import type { Connection } from './connection.ts';
import type { LiveEvent } from './contract/events.ts';
import { framesOf } from './event-stream.ts';
import { pause } from './pause.ts';
import { pauseBefore } from './retry.ts';
import { send } from './send.ts';

export interface EventsOptions {
  /** Ends the stream, and the loop over it, without an error. */
  signal?: AbortSignal | undefined;
  /** The `id` of the last event already seen; unknown or absent: from now on. */
  lastEventId?: string | undefined;
}

/**
 * Live events of the tickets the viewer sees, until the signal aborts. A closed or lost
 * connection is opened again without end, from the last event on, after a growing pause (0.5 s to
 * 8 s; after a close at least the server's `retry`). The token is asked for at each connection and
 * again after a 401.
 *
 * @throws {ApiError} what trying again does not cure: 401 after the second try, 403, or a
 * `Retry-After` of more than 60 s
 */
export async function* eventsOf(
  connection: Connection,
  { signal, lastEventId = '' }: EventsOptions = {},
): AsyncGenerator<LiveEvent, void, undefined> {
  let atLeast = 0;
  try {
    for (let closes = 0; ; ) {
      const stream = await send(connection, 'GET /events', {
        signal,
        retries: 1e9,
        headers: {
          accept: 'text/event-stream',
          ...(lastEventId && { 'last-event-id': lastEventId }),
        },
        read: ({ body }) => body as ReadableStream<Uint8Array>,
      });
      for await (const { id, event, data, retry } of framesOf(stream, signal)) {
        closes = 0;
        lastEventId = id ?? lastEventId;
        atLeast = Number(retry) || atLeast;
        if (data)
          yield { id: lastEventId, type: event as LiveEvent['type'], data: JSON.parse(data) };
      }
      const wait = pauseBefore(++closes, {}, 0, Math.random()) ?? 0;
      await pause(Math.max(atLeast, wait), signal);
    }
  } catch (error) {
    if (!signal?.aborted) throw error;
  }
}
