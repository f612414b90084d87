import type { LiveEvent } from '../../sdk/contract/events.ts';
import type { Act } from '../services/act.ts';
import { watchTickets } from '../services/watch-tickets.ts';
import type { HandlersOf } from './handler.ts';

const heartbeat = 15_000;
/** Events that may lie unread in one stream. */
const mayLie = 500;

const encoder = new TextEncoder();

/** One event as Server-Sent Events write it. Its parts hold no line break: ids and JSON. */
const written = ({ id, type, data }: LiveEvent): string =>
  `id: ${id}\nevent: ${type}\ndata: ${JSON.stringify(data)}\n\n`;

/** The events of the tickets a viewer sees, as a stream that ends with its session, its reader or the server. */
async function streamOf(act: Act): Promise<ReadableStream<Uint8Array>> {
  const { signal } = act.request;
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  let cleanUp = (): void => {};

  const close = (): void => {
    cleanUp();
    controller?.close();
    controller = undefined;
  };
  const write = (text: string): void => {
    if (controller === undefined) return;
    // Nobody reads as fast as it comes: let them resume rather than keep it all.
    if ((controller.desiredSize ?? 0) <= 0) close();
    else controller.enqueue(encoder.encode(text));
  };
  const stream = new ReadableStream<Uint8Array>(
    {
      start(started) {
        controller = started;
        write('retry: 2000\n\n');
      },
      cancel() {
        controller = undefined;
        cleanUp();
      },
    },
    { highWaterMark: mayLie },
  );

  const watch = await watchTickets(act, { send: (event) => write(written(event)), end: close });
  const timer = setInterval(() => {
    write(':\n\n');
    // A store that cannot be read just now is asked again at the next beat.
    watch.check().catch(() => {});
  }, heartbeat);
  timer.unref();
  cleanUp = () => {
    clearInterval(timer);
    signal.removeEventListener('abort', close);
    watch.stop();
  };
  signal.addEventListener('abort', close);
  if (signal.aborted || controller === undefined) close();
  return stream;
}

export const eventHandlers: HandlersOf<'GET /events'> = {
  'GET /events': {
    run: async (act) =>
      new Response(await streamOf(act), {
        headers: {
          'Content-Type': 'text/event-stream; charset=utf-8',
          // Some proxies collect answers; these must pass as they come.
          'X-Accel-Buffering': 'no',
        },
      }),
  },
};
