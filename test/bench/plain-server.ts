import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';

// The yardstick: Hono with nothing behind it. `hello` answers a word, `stored <file>` a file's JSON.
const [mode, file = ''] = process.argv.slice(2);
const app = new Hono();
if (mode === 'stored') {
  const body = readFileSync(file, 'utf8');
  app.get('/', (c) => c.body(body, 200, { 'Content-Type': 'application/json' }));
} else {
  app.get('/', (c) => c.text('hello'));
}
const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
server.once('listening', () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${port}/` })}\n`);
});
