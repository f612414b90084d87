import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type RunningServer, startServer } from '../../server/node.ts';
import type { Settings } from '../../server/settings.ts';
import { FolderInUse } from '../../server/stores/embedded/index.ts';
import { adminKey, testSettings } from '../kit/open-app.ts';

async function start(overrides: Partial<Settings> = {}) {
  const settings = testSettings({ host: '127.0.0.1', port: 0, ...overrides });
  const server = await startServer(settings, { log: pino({ level: 'silent' }) });
  onTestFinished(() => server.stop());
  const url = `http://127.0.0.1:${server.port}`;
  const call = (path: string, init: RequestInit = {}) =>
    fetch(url + path, { headers: { Authorization: `Bearer ${adminKey}` }, ...init });
  return { server, url, call };
}

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'deskbell-data-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Sends bytes over a connection and gives everything that comes back until it closes. */
async function exchange({ port }: RunningServer, bytes: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let answer = '';
  socket.setEncoding('utf8').on('data', (part: string) => {
    answer += part;
  });
  socket.write(bytes);
  await once(socket, 'close');
  return answer;
}

describe('a server', () => {
  test('answers on its port, and keeps data and files over a restart', async () => {
    const dataDir = await temporaryFolder();
    const first = await start({ dataDir });
    const add = await first.call('/api/v1/teams', {
      method: 'POST',
      headers: { Authorization: `Bearer ${adminKey}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ name: 'Support', visibility: 'public' }),
    });
    expect(add.status).toBe(201);
    const form = new FormData();
    form.set('file', new File(['content'], 'a.txt'));
    const upload = await first.call('/api/v1/attachments', { method: 'POST', body: form });
    const { id } = (await upload.json()) as { id: string };
    await first.server.stop();

    const second = await start({ dataDir });
    expect(await (await second.call('/api/v1/forms/support')).json()).toMatchObject({
      team: { name: 'Support' },
    });
    expect(await (await second.call(`/api/v1/attachments/${id}`)).text()).toBe('content');
  });

  test('does not start beside another one on the same folder', async () => {
    const dataDir = await temporaryFolder();
    await start({ dataDir });
    await expect(start({ dataDir })).rejects.toBeInstanceOf(FolderInUse);
  });

  test('does not start on a port in use, and lets go of the folder', async () => {
    const { server } = await start();
    const dataDir = await temporaryFolder();
    await expect(start({ dataDir, port: server.port })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });
    await start({ dataDir });
  });

  test('ends open streams when it stops', async () => {
    const { server, call } = await start();
    const stream = await call('/api/v1/events');
    const ended = stream.text();
    await server.stop();
    expect(await ended).toMatch(/^retry: 2000\n/);
  });

  test('answers what is on its way before it stops', async () => {
    const { server, call } = await start();
    let finish = (): void => {};
    const { store } = server.helpdesk.house;
    const findTeams = store.findTeams.bind(store);
    const asked = new Promise<void>((resolve) => {
      store.findTeams = async (...wish) => {
        resolve();
        await new Promise<void>((done) => {
          finish = done;
        });
        return findTeams(...wish);
      };
    });
    const answer = call('/api/v1/forms/none');
    await asked;
    const stopped = server.stop();
    finish();
    expect((await answer).status).toBe(404);
    await stopped;
    await expect(call('/healthz')).rejects.toThrow();
  });

  test('counts a chunked body while it comes in', async () => {
    const { server } = await start();
    const chunk = `4000\r\n${' '.repeat(0x4000)}\r\n`;
    const answer = await exchange(
      server,
      [
        'POST /api/v1/teams HTTP/1.1',
        'Host: localhost',
        `Authorization: Bearer ${adminKey}`,
        'Content-Type: application/json',
        'Transfer-Encoding: chunked',
        'Connection: close',
        '',
        chunk.repeat(6),
      ].join('\r\n'),
    );
    expect(answer).toMatch(/^HTTP\/1.1 413 /);
    expect(answer).toContain('"code":"too_large"');
  });

  test.each([
    ['two lengths', 'Content-Length: 2\r\nContent-Length: 3\r\n'],
    ['a length and chunks', 'Content-Length: 2\r\nTransfer-Encoding: chunked\r\n'],
  ])('refuses a request with %s', async (_name, headers) => {
    const { server } = await start();
    const request = `POST /api/v1/auth/link HTTP/1.1\r\nHost: localhost\r\n${headers}\r\n{}`;
    expect(await exchange(server, request)).toMatch(/^HTTP\/1.1 400 /);
  });
});
