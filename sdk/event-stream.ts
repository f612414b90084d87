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
  const text = new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>;
  const reader = stream.pipeThrough(text, { signal } as StreamPipeOptions).getReader();
  const stop = () => reader.cancel().catch(() => undefined);
  let rest = '';
  let frame: Frame = {};
  try {
    for (;;) {
      const timer = setTimeout(stop, silenceMs);
      // Broken and aborted are closed, too.
      const chunk = await reader.read().catch(() => undefined);
      clearTimeout(timer);
      if (!chunk?.value) return;
      // A closing \r may be half of \r\n and waits for the next chunk.
      const lines = (rest + chunk.value).split(/\r\n|\n|\r(?!$)/);
      rest = lines.pop() as string;
      for (const line of lines) {
        const [, name, value] = line.split(/^([^:]*):? ?/) as [string, string, string];
        if (line) frame[name] = name in frame ? `${frame[name]}\n${value}` : value;
        else {
          yield frame;
          frame = {};
        }
      }
    }
  } finally {
    stop();
  }
}
