import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { nestsTooDeep } from '../../../server/http/json.ts';
import { type App, adminKey, openApp } from '../../kit/open-app.ts';
import { sizes } from '../../kit/sizes.ts';

const json = { 'Content-Type': 'application/json' };
const post = (app: App, body: BodyInit, headers: Record<string, string> = json) =>
  app.request('POST', '/teams', { token: adminKey, body, headers });

const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

/** A body whose length is not announced, in pieces of 16 KB; counts what was read of it. */
function chunked(bytes: number) {
  const read = { bytes: 0 };
  const stream = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (read.bytes >= bytes) return controller.close();
        read.bytes += 16_384;
        controller.enqueue(new Uint8Array(16_384).fill(0x20));
      },
    },
    { highWaterMark: 0 },
  );
  return { stream, read };
}

afterEach(() => {
  vi.useRealTimers();
});

describe('a body', () => {
  test.each([
    ['none', undefined],
    ['text', 'text/plain'],
    ['a form', 'application/x-www-form-urlencoded'],
    ['a multipart form where no file belongs', 'multipart/form-data; boundary=x'],
    ['another character set', 'application/json; charset=latin1'],
    ['JSON by another name', 'application/json-patch'],
  ])('of type %s is 415', async (_name, type) => {
    const app = await openApp();
    const body = new TextEncoder().encode('{"name":"A"}');
    const answer = await post(app, body, type === undefined ? {} : { 'Content-Type': type });
    expect([answer.status, answer.json.code]).toEqual([415, 'unsupported_media_type']);
  });

  test('that is packed is 415', async () => {
    const app = await openApp();
    const answer = await post(app, '{}', { ...json, 'Content-Encoding': 'gzip' });
    expect(answer.status).toBe(415);
  });

  test.each([
    ['cut short', '{"name":'],
    ['empty', ''],
    ['no UTF-8', new Uint8Array([0x22, 0xff, 0x22])],
    ['half of a surrogate pair', '{"name":"\\ud800"}'],
    ['half of a pair as a name', '{"\\udc00":1}'],
  ])('that is %s is 400', async (_name, body) => {
    const app = await openApp();
    const answer = await post(app, body);
    expect([answer.status, answer.json.code]).toEqual([400, 'malformed']);
  });

  test('may hold a whole surrogate pair, escaped', async () => {
    const app = await openApp();
    const answer = await post(app, '{"name":"\\ud83d\\ude00"}');
    expect([answer.status, answer.text]).toEqual([201, expect.stringContaining('😀')]);
  });

  test('may nest 20 levels and no more, also when it is never closed', async () => {
    const app = await openApp();
    expect((await post(app, nested(20))).status).toBe(422);
    for (const body of [nested(21), '['.repeat(60_000), `{"a":`.repeat(10_000)]) {
      expect((await post(app, body)).json.code).toBe('malformed');
    }
  });

  test('over 64 KB is 413, and within is not', async () => {
    const app = await openApp();
    const sized = (bytes: number) => `"${'x'.repeat(bytes - 2)}"`;
    expect((await post(app, sized(65_536))).status).toBe(422);
    const answer = await post(app, sized(65_537));
    expect([answer.status, answer.json.code]).toEqual([413, 'too_large']);
  });

  test('over 64 KB is 413 by what it announces, before it is read', async () => {
    const app = await openApp();
    const { stream, read } = chunked(1_000_000);
    const answer = await post(app, stream, { ...json, 'Content-Length': '65537' });
    expect([answer.status, read.bytes]).toEqual([413, 0]);
  });

  test('over 64 KB is 413 though it announces less', async () => {
    const app = await openApp();
    const answer = await post(app, 'x'.repeat(100_000), { ...json, 'Content-Length': '10' });
    expect(answer.status).toBe(413);
  });

  test('over 64 KB is 413 in chunks too, and is read no further', async () => {
    const app = await openApp();
    const { stream, read } = chunked(100_000_000);
    const answer = await post(app, stream);
    expect(answer.status).toBe(413);
    expect(read.bytes).toBeLessThan(200_000);
  });

  test('that does not come within 30 seconds is 400', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const app = await openApp();
    let asked = (): void => {};
    const reading = new Promise<void>((resolve) => {
      asked = resolve;
    });
    const stream = new ReadableStream<Uint8Array>({ pull: () => asked() }, { highWaterMark: 0 });
    const answer = post(app, stream);
    await reading;
    vi.advanceTimersByTime(30_000);
    expect((await answer).json.code).toBe('malformed');
  });

  test('is refused with every bad and every unknown field at once', async () => {
    const app = await openApp();
    const { status, json: problem } = await app.request('POST', '/teams', {
      token: adminKey,
      body: { name: ' ', visibility: 'secret', replyTo: 'nobody', extra: 1, more: 2 },
    });
    expect(status).toBe(422);
    const found = problem.issues?.map(({ path, code }) => `${path.join('.')} ${code}`);
    expect(found?.sort()).toEqual([
      'extra unknown_key',
      'more unknown_key',
      'name invalid',
      'replyTo regex',
      'visibility picklist',
    ]);
  });

  test.each(['__proto__', 'constructor', 'toString'])('cannot smuggle %s in', async (name) => {
    const app = await openApp();
    const answer = await post(app, `{"name":"A","${name}":{"archived":true}}`);
    expect(answer.json.issues).toEqual([
      { path: [name], code: 'unknown_key', message: expect.any(String) },
    ]);
  });

  test('where none belongs may be empty or an empty object', async () => {
    const app = await openApp();
    const person = await app.addPerson({ name: 'A', email: 'a@shop.example' });
    const ask = (body: string | undefined, headers = json) =>
      app.request('POST', `/people/${person.id}/sessions`, { token: adminKey, body, headers });
    expect((await ask(undefined)).status).toBe(201);
    expect((await ask('{}')).status).toBe(201);
    expect((await ask('{"kind":"internal"}')).status).toBe(422);
    expect((await ask('x'.repeat(70_000))).status).toBe(413);
  });
});

describe('a query', () => {
  test('is refused with unknown, repeated and bad names at once', async () => {
    const app = await openApp();
    const { status, json: problem } = await app.request(
      'GET',
      '/tickets?limit=1000&asignee=me&state=open&state=all&__proto__=1',
      { token: adminKey },
    );
    expect(status).toBe(422);
    const found = problem.issues?.map(({ path, code }) => `${path.join('.')} ${code}`);
    expect(found?.sort()).toEqual([
      '__proto__ unknown_key',
      'asignee unknown_key',
      'limit max_value',
      'state repeated',
    ]);
  });

  test('is refused where a route knows none', async () => {
    const app = await openApp();
    expect((await app.request('GET', '/me?x=1', { token: adminKey })).status).toBe(422);
  });
});

describe('looking for depth before parsing', () => {
  const depthOf = (value: unknown): number =>
    typeof value === 'object' && value !== null
      ? 1 + Math.max(0, ...Object.values(value).map(depthOf))
      : 0;

  test('agrees with the parsed value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 25, depthSize: 'max' }), (value) => {
        expect(nestsTooDeep(JSON.stringify(value))).toBe(depthOf(value) > 20);
      }),
      { numRuns: sizes.propertyRuns },
    );
  });

  test('is not misled by brackets, quotes and backslashes in strings', () => {
    const strings = fc.array(fc.constantFrom('[', '{', '"', '\\', ']', '}', 'a', '\n'));
    fc.assert(
      fc.property(strings, fc.integer({ min: 18, max: 22 }), (signs, levels) => {
        let value: unknown = signs.join('');
        for (let level = 0; level < levels; level += 1) value = [signs.join(''), value];
        expect(nestsTooDeep(JSON.stringify(value))).toBe(levels > 20);
      }),
      { numRuns: sizes.propertyRuns },
    );
  });
});
