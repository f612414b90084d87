/** One block of a `text/event-stream`: its fields as texts, `data` lines joined by newlines. */
export type Frame = Partial<Record<string, string>>;

/** A live server says something at least every 15 seconds; after this silence the line is dead. */
const silenceMs = 60_000;

/**
 * Reads the blocks of an event stream until it closes, breaks, falls silent or the signal aborts:
 * to the reader they are one, since each is answered by connecting again. An unfinished block is
 * dropped. Format: https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export async function* framesOf(
  stream: ReadableStream<Uint8Array>,
  signal?: AbortSignal,
): AsyncGenerator<Frame, void, undefined> {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  const stop = () => reader.cancel().catch(() => undefined);
  let frame: Frame = {};
  let rest = '';
  signal?.addEventListener('abort', stop);
  try {
    for (;;) {
      const timer = setTimeout(stop, silenceMs);
      const { value } = await reader.read().catch(() => ({ value: undefined }));
      clearTimeout(timer);
      if (!value) return;
      // A closing \r may be half of \r\n and waits for the next chunk.
      const lines = (rest + decoder.decode(value, { stream: true })).split(/\r\n|\n|\r(?!$)/);
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const [, name = '', text = ''] = /^([^:]*):? ?(.*)/s.exec(line) ?? [];
        if (signal?.aborted) return;
        if (line) frame[name] = name === 'data' && name in frame ? `${frame[name]}\n${text}` : text;
        else {
          yield frame;
          frame = {};
        }
      }
    }
  } finally {
    signal?.removeEventListener('abort', stop);
    stop();
  }
}
