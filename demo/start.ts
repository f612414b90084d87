import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import { parseArgs } from 'node:util';
import { serve } from '@hono/node-server';
import { createClient } from '../sdk/index.ts';
import { serverLog, startServer } from '../server/node.ts';
import { readSettings, SettingsError } from '../server/settings.ts';
import { FolderInUse } from '../server/stores/embedded/index.ts';
import { mailboxOf } from './mailbox.ts';
import { seedDemo } from './seed.ts';
import { shopOf } from './shop.ts';

const site = new URL('../../demo/site/', import.meta.url);

const listening = (server: Server): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    if (server.listening) resolve();
    else server.once('listening', resolve);
  });

/** Starts the helpdesk with demo data, and the demo shop on a port of its own. */
async function start(): Promise<void> {
  const { values } = parseArgs({ options: { reset: { type: 'boolean', default: false } } });
  const helpPort = process.env.PORT ?? '8080';
  const shopPort = Number(process.env.SHOP_PORT ?? 8081);
  const shopUrl = `http://localhost:${shopPort}`;
  const dataDir = process.env.DATA_DIR ?? './data/demo';
  const settings = readSettings({
    DEMO: 'true',
    // Nobody but this process knows it.
    ADMIN_KEY: randomBytes(32).toString('hex'),
    PORTAL_PAGES: `${shopUrl}/support`,
    ...process.env,
    PORT: helpPort,
    DATA_DIR: dataDir,
  });
  if (values.reset) await rm(dataDir, { recursive: true, force: true });

  const log = serverLog();
  log.level = 'warn';
  const helpdesk = await startServer(settings, { log });
  const client = createClient({
    server: settings.publicUrl,
    token: settings.adminKey,
    fetch: (request) => helpdesk.helpdesk.fetch(request),
  });
  await seedDemo(client);

  const shop = serve({
    fetch: shopOf({ server: settings.publicUrl, site, mails: mailboxOf(client) }).fetch,
    port: shopPort,
    hostname: settings.host,
  }) as Server;
  await listening(shop);

  process.stdout.write(
    [
      '',
      'Deskbell is running with demo data.',
      '',
      `  The demo shop       ${shopUrl}`,
      `  A form              ${shopUrl}/contact`,
      `  A customer's portal ${shopUrl}/support   (sign in as customer@demo.example)`,
      `  Mail it would send  ${shopUrl}/mail`,
      `  The helpdesk        ${settings.publicUrl}`,
      '',
      'Ctrl+C stops it; npm start -- --reset begins anew.',
      '',
    ].join('\n'),
  );

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      shop.close();
      shop.closeAllConnections();
      void helpdesk.stop();
    });
  }
}

start().catch((error: unknown) => {
  const known = error instanceof SettingsError || error instanceof FolderInUse;
  const inUse = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  process.stderr.write(
    inUse
      ? 'PORT or SHOP_PORT is in use by another program: set others, as in PORT=9080 SHOP_PORT=9081 npm start\n'
      : `${known ? error.message : error instanceof Error ? error.stack : String(error)}\n`,
  );
  process.exit(1);
});
