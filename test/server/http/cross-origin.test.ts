import { describe, expect, test } from 'vitest';
import { adminKey, openApp } from '../../kit/open-app.ts';

const exposed = 'X-Request-Id, Retry-After, ETag, Content-Disposition, Idempotency-Replayed';
const Origin = 'https://shop.example';

describe('pages of other origins', () => {
  test('may read every answer, without credentials', async () => {
    const app = await openApp();
    for (const path of ['/forms/none', '/me', '/nothing']) {
      const { headers } = await app.request('GET', path, { headers: { Origin } });
      expect(headers.get('access-control-allow-origin')).toBe('*');
      expect(headers.get('access-control-expose-headers')).toBe(exposed);
      expect(headers.has('access-control-allow-credentials')).toBe(false);
      expect(headers.get('cache-control')).toBe('no-store');
    }
  });

  test('are told before what they may send', async () => {
    const app = await openApp();
    const { status, headers, text } = await app.request('OPTIONS', '/tickets/1', {
      headers: { Origin, 'Access-Control-Request-Method': 'PATCH' },
    });
    expect([status, text]).toEqual([204, '']);
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.get('access-control-allow-methods')).toBe('GET, POST, PUT, PATCH, DELETE');
    const allowed = headers.get('access-control-allow-headers')?.toLowerCase().split(', ').sort();
    expect(allowed).toEqual([
      'authorization',
      'content-type',
      'idempotency-key',
      'if-match',
      'last-event-id',
    ]);
    expect(Number(headers.get('access-control-max-age'))).toBeGreaterThan(600);
  });

  test('cannot make a browser do anything with a request it sends unasked', async () => {
    const app = await openApp();
    await app.addTeam({ name: 'Support', visibility: 'public' });
    const { status } = await app.request('POST', '/forms/support', {
      headers: { Origin, 'Content-Type': 'text/plain' },
      body: JSON.stringify({ subject: 'S', description: 'D', name: 'N', email: 'n@x.example' }),
    });
    expect(status).toBe(415);
    expect(await app.admin('GET', '/quarantine')).toEqual({ items: [], nextCursor: null });
  });
});

describe('an answer with a version', () => {
  test('carries it as its entity tag, which a write may name', async () => {
    const app = await openApp();
    const team = await app.addTeam({ name: 'Support' });
    const { headers } = await app.request('GET', `/teams/${team.id}`, { token: adminKey });
    expect(headers.get('etag')).toBe(`"${team.version}"`);
    const change = (tag: string, name: string) =>
      app.request('PATCH', `/teams/${team.id}`, {
        token: adminKey,
        headers: { 'If-Match': tag },
        body: { name },
      });
    expect((await change('"nonsense"', 'A')).json.code).toBe('stale_version');
    expect((await change(`"${team.version + 1}"`, 'A')).json.code).toBe('stale_version');
    expect((await change(`"${team.version}"`, 'B')).status).toBe(200);
    expect((await change(`"${team.version}"`, 'C')).json.code).toBe('stale_version');
    expect((await change('*', 'D')).status).toBe(200);
  });
});
