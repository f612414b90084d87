import type { Connection } from './connection.ts';
import type { LiveEvent } from './contract/events.ts';
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
 * 8 s). So is one that has lasted five minutes, in case it died without a word. The token is asked for at each connection and
 * again after a 401.
 *
 * @throws {ApiError} what trying again does not cure: 401 after the second try, 403, or a
 * `Retry-After` of more than 60 s
 */
export async function* eventsOf(
  connection: Connection,
  { signal, lastEventId = '' }: EventsOptions = {},
): AsyncGenerator<LiveEvent, void, undefined> {
  try {
    for (let closes = 0; ; ) {
      const reader = await send(connection, 'GET /events', {
        signal,
        retries: 1e9,
        headers: lastEventId ? { 'last-event-id': lastEventId } : {},
        read: ({ body }) =>
          (body as ReadableStream<BufferSource>).pipeThrough(new TextDecoderStream()).getReader(),
      });
      for (let rest = ''; ; ) {
        const { value } = await reader.read().catch((): { value?: string } => ({}));
        if (!value) break;
        const frames = (rest + value).split(/\r?\n\r?\n/);
        rest = frames.pop() ?? '';
        for (const frame of frames) {
          const [id = lastEventId, type, data] = ['id', 'event', 'data'].map(
            (name) => RegExp(`^${name}: ?(.*)`, 'm').exec(frame)?.[1],
          );
          if (signal?.aborted) return;
          closes = 0;
          lastEventId = id;
          if (data) yield { id, type: type as LiveEvent['type'], data: JSON.parse(data) };
        }
      }
      if (signal?.aborted) return;
      await pause(pauseBefore(++closes, {}) ?? 0, signal);
    }
  } catch (error) {
    if (!signal?.aborted) throw error;
  }
}
