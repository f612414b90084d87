import type { App } from './open-app.ts';

/** One Server-Sent Event as it came. */
export interface ReadEvent {
  id: string;
  event: string;
  data: { ticketId: string; messageId?: string };
}

/** An open stream of events. */
export interface EventReader {
  response: Response;
  /** Everything that came, comments too. */
  raw(): string;
  /** Waits for the next event; undefined when the stream has ended. */
  next(): Promise<ReadEvent | undefined>;
  /** Goes away, as a closed page does. */
  leave(): Promise<void>;
}

function parsed(block: string): ReadEvent | undefined {
  const lines = block.split('\n').map((line) => line.split(/: ?/, 2) as [string, string]);
  const fields = Object.fromEntries(lines);
  if (fields.data === undefined) return undefined;
  const data = block.slice(block.indexOf('data: ') + 6);
  return { id: fields.id ?? '', event: fields.event ?? '', data: JSON.parse(data) };
}

/** Opens `GET /events` of a helpdesk. */
export async function readEvents(
  app: App,
  token: string,
  headers: Record<string, string> = {},
): Promise<EventReader> {
  const response = await app.fetch('/api/v1/events', {
    headers: { Authorization: `Bearer ${token}`, ...headers },
  });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let seen = '';
  let waiting = '';
  return {
    response,
    raw: () => seen,
    async next() {
      for (;;) {
        const end = waiting.indexOf('\n\n');
        if (end !== -1) {
          const event = parsed(waiting.slice(0, end));
          waiting = waiting.slice(end + 2);
          if (event !== undefined) return event;
          continue;
        }
        const { done, value } = (await reader?.read()) ?? { done: true };
        if (done || value === undefined) return undefined;
        seen += value;
        waiting += value;
      }
    },
    leave: async () => reader?.cancel(),
  };
}
