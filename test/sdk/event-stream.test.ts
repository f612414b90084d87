import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Frame, framesOf } from '../../sdk/event-stream.ts';
import { sizes } from '../kit/sizes.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);

const streamOf = (chunks: Uint8Array[]) =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });

async function read(chunks: Uint8Array[]): Promise<Frame[]> {
  const frames: Frame[] = [];
  for await (const frame of framesOf(streamOf(chunks))) frames.push(frame);
  return frames;
}

/** Cuts bytes at the given places, wherever these fall. */
function cut(bytes: Uint8Array, places: number[]): Uint8Array[] {
  const ends = [...places.map((place) => place % (bytes.length + 1)), bytes.length].sort(
    (a, b) => a - b,
  );
  return ends
    .map((end, at) => bytes.slice(ends[at - 1] ?? 0, end))
    .filter((chunk) => chunk.length > 0);
}

describe('an event stream', () => {
  it('reads fields, joins data lines and skips comments', async () => {
    const text =
      ': hello\n\nid: 7\nevent: ticket.updated\ndata: {"a":\ndata: 1}\nretry:250\nnonsense\n\n';
    expect(await read([bytesOf(text)])).toEqual([
      { '': 'hello' },
      { id: '7', event: 'ticket.updated', data: '{"a":\n1}', retry: '250', nonsense: '' },
    ]);
  });

  it('keeps colons, line separators and further blanks of a value, and an empty first data line', async () => {
    expect(await read([bytesOf('data:\ndata:  a: b\u2028c\n\n')])).toEqual([
      { data: '\n a: b\u2028c' },
    ]);
  });

  it('drops a block that never ended', async () => {
    expect(await read([bytesOf('data: a\n\ndata: b\n')])).toEqual([{ data: 'a' }]);
  });

  it('reads the same however it is cut and whatever ends its lines', async () => {
    const value = fc
      .string({ unit: 'binary', maxLength: 8 })
      .map((text) => text.replace(/[\r\n]/g, ''));
    const block = fc.record({
      id: value.filter((text) => text !== ''),
      data: fc.array(value, { minLength: 1, maxLength: 3 }),
    });
    const newline = fc.constantFrom('\n', '\r\n', '\r');
    await fc.assert(
      fc.asyncProperty(
        fc.array(block, { maxLength: 4 }),
        newline,
        fc.array(fc.nat(), { maxLength: 12 }),
        async (blocks, end, places) => {
          const lines = blocks.flatMap(({ id, data }) => [
            `id: ${id}`,
            ...data.map((line) => `data: ${line}`),
            '',
          ]);
          const text = [...lines.map((line) => line + end), `:end${end}`].join('');
          const expected = blocks.map(({ id, data }) => ({ id, data: data.join('\n') }));
          expect(await read(cut(bytesOf(text), places))).toEqual(expected);
        },
      ),
      { numRuns: sizes.propertyRuns },
    );
  });

  it('ends when the connection breaks', async () => {
    const stream = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.error(new TypeError('network')),
    });
    expect(await framesOf(stream).next()).toEqual({ done: true, value: undefined });
  });

  describe('that goes on', () => {
    afterEach(() => {
      vi.useRealTimers();
    });

    it('ends and is cancelled after a minute of silence', async () => {
      vi.useFakeTimers();
      const cancel = vi.fn();
      const next = framesOf(new ReadableStream<Uint8Array>({ cancel })).next();
      await vi.advanceTimersByTimeAsync(59_999);
      expect(cancel).not.toHaveBeenCalled();
      await vi.advanceTimersByTimeAsync(1);
      expect((await next).done).toBe(true);
      expect(cancel).toHaveBeenCalledOnce();
    });

    it('leaves no timer behind when the signal aborts', async () => {
      vi.useFakeTimers();
      const controller = new AbortController();
      const next = framesOf(new ReadableStream<Uint8Array>(), controller.signal).next();
      expect(vi.getTimerCount()).toBe(1);
      controller.abort();
      expect((await next).done).toBe(true);
      expect(vi.getTimerCount()).toBe(0);
    });

    it('ends and is cancelled when the signal aborts or the reader leaves', async () => {
      const cancel = vi.fn();
      const controller = new AbortController();
      const next = framesOf(new ReadableStream<Uint8Array>({ cancel }), controller.signal).next();
      controller.abort();
      expect((await next).done).toBe(true);
      const endless = new ReadableStream<Uint8Array>({
        start: (source) => source.enqueue(bytesOf('data: a\n\n')),
        cancel,
      });
      for await (const _ of framesOf(endless)) break;
      await vi.waitFor(() => expect(cancel).toHaveBeenCalledTimes(2));
    });
  });
});
