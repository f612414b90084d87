import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fake, json, problem, stillClock } from './fake.ts';

const me = { person: { id: 'p1' }, role: null };
const lost = new TypeError('fetch failed');
const draft = { teamId: 't1', subject: 'Late', description: 'Where is it?' };

describe('a call', () => {
  beforeEach(() => {
    stillClock();
    vi.spyOn(Math, 'random').mockReturnValue(0);
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  it('fills the path, drops undefined from the query and writes the body as JSON', async () => {
    const { client, seen } = fake(() => json({ items: [], nextCursor: null }));
    await client.tickets.page({ state: 'open', q: 'a&b', tag: undefined, archived: true });
    expect(seen[0]!.path).toBe('/tickets');
    expect(`${seen[0]!.query}`).toBe('state=open&q=a%26b&archived=true');
    await client.tickets.update('a/b', { priority: 2 }, { ifMatch: 3 });
    expect(seen[1]).toMatchObject({
      method: 'PATCH',
      path: '/tickets/a%2Fb',
      text: '{"priority":2}',
    });
    expect(seen[1]!.headers.get('if-match')).toBe('"3"');
    expect(seen[1]!.headers.get('content-type')).toBe('application/json');
  });

  it.each(['', '.', '..', undefined as unknown as string])(
    'refuses %j as an id before asking the server',
    async (id) => {
      const { client, seen } = fake(() => json({}));
      await expect(client.tickets.get(id)).rejects.toThrow(TypeError);
      await expect(client.send('GET /tickets/:id', { params: { id } })).rejects.toThrow(TypeError);
      expect(seen).toHaveLength(0);
    },
  );

  it('is tried again after lost connections and 5xx, twice, under one idempotency key', async () => {
    const { client, seen } = fake((_, nth) =>
      nth === 1 ? lost : nth === 2 ? problem(503, 'unavailable') : json({ id: 'k1' }, 201),
    );
    const created = client.tickets.create(draft);
    await vi.advanceTimersByTimeAsync(1499);
    expect(seen).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1);
    expect(await created).toEqual({ id: 'k1' });
    const keys = seen.map(({ headers }) => headers.get('idempotency-key'));
    expect(new Set(keys).size).toBe(1);
    expect(keys[0]).toMatch(/^\d+-\d+-\d+-\d+$/);
    expect(seen[2]!.text).toBe(JSON.stringify(draft));
  });

  it('takes a fresh key for each POST, the given key if there is one, and none for other methods', async () => {
    const { client, seen } = fake(() => json({}));
    await client.tickets.create(draft);
    await client.tickets.create(draft);
    await client.tickets.create(draft, { idempotencyKey: 'mine' });
    await client.tickets.get('k1');
    const keys = seen.map(({ headers }) => headers.get('idempotency-key'));
    expect(keys[0]).not.toBe(keys[1]);
    expect(keys.slice(2)).toEqual(['mine', null]);
  });

  it('has a key of 128 random bits, also on plain http pages', async () => {
    vi.spyOn(crypto, 'randomUUID').mockImplementation(() => {
      throw new TypeError('Only on https.');
    });
    const { client, seen } = fake(() => json({}));
    await client.tickets.close('k1');
    await client.tickets.close('k1');
    const keys = seen.map(({ headers }) => headers.get('idempotency-key'));
    expect(keys[0]).toMatch(/^\d+-\d+-\d+-\d+$/);
    expect(keys[0]).not.toBe(keys[1]);
  });

  it('gives up after its retries with the last error', async () => {
    const { client, seen } = fake(() => problem(503, 'unavailable', {}, { 'retry-after': '2' }));
    const failed = expect(client.auth.me()).rejects.toMatchObject({ status: 503, retryAfter: 2 });
    await vi.advanceTimersByTimeAsync(4000);
    await failed;
    expect(seen).toHaveLength(3);
    await expect(client.auth.me({ retries: 0 })).rejects.toThrow('It is unavailable.');
    expect(seen).toHaveLength(4);
  });

  it('leaves a Retry-After above a minute to the caller', async () => {
    const { client, seen } = fake(() => problem(429, 'rate_limited', {}, { 'retry-after': '90' }));
    await expect(client.auth.me()).rejects.toMatchObject({ code: 'rate_limited', retryAfter: 90 });
    expect(seen).toHaveLength(1);
  });

  it('asks for the token before the call and once more after a 401', async () => {
    const token = vi.fn(async (reason: string) => (reason === 'call' ? 'old' : 'new'));
    const { client, seen } = fake(
      ({ headers }) =>
        headers.get('authorization') === 'Bearer new' ? json(me) : problem(401, 'unauthenticated'),
      { token },
    );
    expect(await client.auth.me()).toEqual(me);
    expect(token.mock.calls).toEqual([['call'], ['refused']]);
    expect(seen.map(({ headers }) => headers.get('authorization'))).toEqual([
      'Bearer old',
      'Bearer new',
    ]);
  });

  it('ends with the 401 when the second token is refused, absent, or there is no source of one', async () => {
    const refuse = () => problem(401, 'unauthenticated');
    const twice = fake(refuse, { token: () => 'x' });
    await expect(twice.client.auth.me()).rejects.toMatchObject({ code: 'unauthenticated' });
    expect(twice.seen).toHaveLength(2);
    const absent = fake(refuse, { token: (reason) => (reason === 'call' ? 'x' : null) });
    await expect(absent.client.auth.me()).rejects.toMatchObject({ status: 401 });
    expect(absent.seen).toHaveLength(1);
    const fixed = fake(refuse, { token: 'x' });
    await expect(fixed.client.auth.me()).rejects.toMatchObject({ status: 401 });
    expect(fixed.seen).toHaveLength(1);
  });

  it('throws what the token source throws', async () => {
    const refused = new Error('no session');
    const { client, seen } = fake(() => json(me), { token: () => Promise.reject(refused) });
    await expect(client.auth.me()).rejects.toBe(refused);
    expect(seen).toHaveLength(0);
  });

  it('signs in without a token, whatever the client has', async () => {
    const { client, seen } = fake(() => json({}, 201), { token: 'ended' });
    await client.auth.requestLink({ email: 'ann@example.com' });
    await client.auth.redeem({ grant: 'link', token: 'abc' });
    expect(seen.map(({ headers }) => headers.get('authorization'))).toEqual([null, null]);
  });

  it('takes an empty token for none', async () => {
    const { client, seen } = fake(() => json(me), { token: '' });
    await client.auth.me();
    expect(seen[0]!.headers.get('authorization')).toBeNull();
  });

  it('ends each silent attempt after timeoutMs', async () => {
    const { client, seen } = fake(() => 'silence', { timeoutMs: 1000, retries: 1 });
    const failed = expect(client.auth.me()).rejects.toMatchObject({ code: 'timeout' });
    await vi.advanceTimersByTimeAsync(2500);
    await failed;
    expect(seen).toHaveLength(2);
  });

  it('gives files five minutes', async () => {
    const { client, seen, held } = fake(() => 'silence', { retries: 0 });
    const upload = expect(client.attachments.upload(new Blob(['x']))).rejects.toMatchObject({
      code: 'timeout',
    });
    const download = expect(client.attachments.download('f1')).rejects.toMatchObject({
      code: 'timeout',
    });
    await vi.waitFor(() => expect(seen).toHaveLength(2));
    await vi.advanceTimersByTimeAsync(290_000);
    await vi.advanceTimersByTimeAsync(10_000);
    await Promise.all([upload, download]);
    expect(held).toHaveLength(2);
  });

  it('ends at once with the reason of its signal, in flight and between attempts', async () => {
    const reason = new Error('the element left');
    const flying = new AbortController();
    const silent = fake(() => 'silence');
    const first = expect(silent.client.auth.me({ signal: flying.signal })).rejects.toBe(reason);
    await vi.advanceTimersByTimeAsync(1);
    flying.abort(reason);
    await first;
    const waiting = new AbortController();
    const failing = fake(() => lost);
    const second = expect(failing.client.auth.me({ signal: waiting.signal })).rejects.toBe(reason);
    await vi.advanceTimersByTimeAsync(100);
    waiting.abort(reason);
    await second;
    expect(failing.seen).toHaveLength(1);
    await expect(failing.client.auth.me({ signal: waiting.signal })).rejects.toBe(reason);
    expect(failing.seen).toHaveLength(1);
  });

  it('asks nothing with a signal that has aborted, whatever fetch does with it', async () => {
    const asked = vi.fn(async () => json(me));
    const { client } = fake(() => json(me), { fetch: asked });
    const signal = AbortSignal.abort(new Error('gone'));
    await expect(client.auth.me({ signal })).rejects.toThrow('gone');
    expect(asked).not.toHaveBeenCalled();
  });

  it('gives status, headers and request id with withResponse', async () => {
    const { client, seen } = fake(() =>
      json({ id: 'k1' }, 200, { 'x-request-id': 'r7', etag: '"12"' }),
    );
    const full = await client.tickets.get('k1').withResponse();
    expect(full).toMatchObject({ data: { id: 'k1' }, status: 200, requestId: 'r7' });
    expect(full.headers.get('etag')).toBe('"12"');
    expect(seen).toHaveLength(1);
  });

  it('answers undefined where there is no body', async () => {
    const { client } = fake(() => new Response(null, { status: 204 }));
    expect(await client.auth.signOut()).toBeUndefined();
    expect(await client.auth.signOut().withResponse()).toMatchObject({
      data: undefined,
      status: 204,
    });
  });

  it('passes a form on untouched', async () => {
    const { client, seen } = fake(() => json({}, 201));
    const form = new FormData();
    form.append('file', new File(['hello'], 'a.txt', { type: 'text/plain' }));
    await client.send('POST /attachments', { body: form });
    expect(seen[0]!.headers.get('content-type')).toMatch(/^multipart\/form-data; boundary=/);
    expect((seen[0]!.form!.get('file') as File).name).toBe('a.txt');
  });

  it('shows requests and answers to the hooks, which may add headers', async () => {
    const told: unknown[] = [];
    const { client, seen } = fake(() => json(me), {
      locale: 'pt-BR',
      onRequest: (request) => request.headers.set('x-trace', 'abc'),
      onResponse: (response, request) => void told.push([request.method, response.status]),
    });
    await client.auth.me({ headers: { 'x-own': '1' } });
    expect(Object.fromEntries(seen[0]!.headers)).toMatchObject({
      'x-trace': 'abc',
      'x-own': '1',
      'accept-language': 'pt-BR',
    });
    expect(told).toEqual([['GET', 200]]);
  });
});
