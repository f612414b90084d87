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
  { signal, lastEventId }: EventsOptions = {},
): AsyncGenerator<LiveEvent, void, undefined> {
  let closes = 0;
  let atLeast = 0;
  try {
    for (;;) {
      const stream = await send(connection, 'GET /events', {
        signal,
        read: (response) => response.body as ReadableStream<Uint8Array>,
        timeoutMs: 1e9,
        // Both without end. Of a line that fell silent `framesOf` takes care.
        retries: 1e9,
        headers: { accept: 'text/event-stream', 'last-event-id': lastEventId },
      });
      for await (const frame of framesOf(stream, signal)) {
        closes = 0;
        lastEventId = frame.id ?? lastEventId;
        atLeast = +(frame.retry as string) || atLeast;
        if (frame.data && !signal?.aborted)
          yield {
            data: JSON.parse(frame.data),
            type: frame.event as LiveEvent['type'],
            id: lastEventId as string,
          };
      }
      await pause(Math.max(atLeast, pauseBefore(++closes, {}) as number), signal);
    }
  } catch (error) {
    if (!signal?.aborted) throw error;
  }
}
