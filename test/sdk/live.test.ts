import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LiveEvent } from '../../sdk/index.ts';
import { fake, problem, stillClock } from './fake.ts';

const streaming = (text: string, keepOpen = false) =>
  new Response(
    new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(text));
        if (!keepOpen) controller.close();
      },
    }),
    { headers: { 'content-type': 'text/event-stream' } },
  );

const event = (id: string, type = 'ticket.updated') =>
  `id: ${id}\nevent: ${type}\ndata: {"ticketId":"k${id}"}\n\n`;

describe('live events', () => {
  const controller = { current: new AbortController() };
  beforeEach(() => {
    controller.current = new AbortController();
    stillClock();
    vi.spyOn(Math, 'random').mockReturnValue(0);
  });
  afterEach(() => {
    controller.current.abort();
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  function follow(
    reply: Parameters<typeof fake>[0],
    options: Parameters<typeof fake>[1] = {},
    lastEventId?: string,
  ) {
    const { client, seen } = fake(reply, options);
    const events: LiveEvent[] = [];
    const done = (async () => {
      const { signal } = controller.current;
      for await (const one of client.events({ signal, lastEventId })) events.push(one);
    })();
    done.catch(() => undefined);
    return { events, seen, done };
  }

  it('resume after a closed connection from the last event on', async () => {
    const { events, seen } = follow((_, nth) =>
      nth === 1 ? streaming(event('1') + event('2')) : streaming(event('3'), true),
    );
    await vi.advanceTimersByTimeAsync(499);
    expect(seen).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(events).toEqual([
      { id: '1', type: 'ticket.updated', data: { ticketId: 'k1' } },
      { id: '2', type: 'ticket.updated', data: { ticketId: 'k2' } },
      { id: '3', type: 'ticket.updated', data: { ticketId: 'k3' } },
    ]);
    expect(seen.map(({ headers }) => headers.get('last-event-id'))).toEqual([null, '2']);
    expect(seen[0]!.headers.get('accept')).toBe('text/event-stream');
  });

  it('start after a given event, and remember an id without an event', async () => {
    const { seen, events } = follow(
      (_, nth) => streaming(nth === 1 ? 'id: 9\n\n' : '', nth > 1),
      {},
      '5',
    );
    await vi.advanceTimersByTimeAsync(500);
    expect(seen.map(({ headers }) => headers.get('last-event-id'))).toEqual(['5', '9']);
    expect(events).toEqual([]);
  });

  it('wait longer and longer while connections close without a word, up to 8 s', async () => {
    const { seen } = follow(() => streaming(''));
    await vi.advanceTimersByTimeAsync(500 + 1000 + 2000 + 4000 + 8000 + 8000);
    expect(seen).toHaveLength(7);
  });

  it("keep the server's retry as the least pause", async () => {
    const { seen } = follow(() => streaming('retry: 3000\n\n'));
    await vi.advanceTimersByTimeAsync(2999);
    expect(seen).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(seen).toHaveLength(2);
  });

  it('go on through lost connections and an unavailable server without end', async () => {
    const { seen, events } = follow((_, nth) =>
      nth > 6
        ? streaming(event('1'), true)
        : nth % 2
          ? new TypeError('offline')
          : problem(503, 'unavailable'),
    );
    await vi.advanceTimersByTimeAsync(60_000);
    expect(seen).toHaveLength(7);
    expect(events).toHaveLength(1);
  });

  it('ask for the token at each connection and again after a 401', async () => {
    const token = vi.fn((reason: string) => (reason === 'refused' ? 'new' : 'old'));
    const { seen } = follow(
      ({ headers }, nth) =>
        headers.get('authorization') === 'Bearer old'
          ? problem(401, 'unauthenticated')
          : streaming('', nth > 2),
      { token },
    );
    await vi.advanceTimersByTimeAsync(500);
    expect(seen).toHaveLength(4);
    expect(token.mock.calls.flat()).toEqual(['call', 'refused', 'call', 'refused']);
  });

  it.each([
    [401, 2],
    [403, 1],
  ])('end with the error on %i', async (status, requests) => {
    const { seen, done } = follow(() => problem(status, 'no'), { token: () => 'x' });
    await expect(done).rejects.toMatchObject({ status });
    expect(seen).toHaveLength(requests);
  });

  it('end without an error when the signal aborts: connecting, reading or waiting', async () => {
    for (const reply of ['silence', streaming('', true), streaming('')] as const) {
      controller.current = new AbortController();
      const { done, seen } = follow(() => reply);
      await vi.advanceTimersByTimeAsync(10);
      controller.current.abort();
      await done;
      expect(seen).toHaveLength(1);
    }
  });

  it('hand out nothing more once aborted', async () => {
    const { client } = fake(() => streaming(event('1') + event('2')));
    const { signal } = controller.current;
    const ids: string[] = [];
    for await (const { id } of client.events({ signal })) {
      ids.push(id);
      controller.current.abort();
    }
    expect(ids).toEqual(['1']);
  });
});
