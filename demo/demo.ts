import { randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import { serve } from '@hono/node-server';
import { createDeskClient } from '../sdk/index.ts';
import { serverLog, startServer } from '../server/node.ts';
import { readSettings } from '../server/settings.ts';
import { mailboxOf } from './mailbox.ts';
import { seedDemo } from './seed.ts';
import { shopOf } from './shop.ts';

// Of the built demo, which lies in dist/lib/demo.
const site = new URL('../../demo/site/', import.meta.url);

/** The running demo: a helpdesk with demo data, and a shop that uses it from another origin. */
export interface Demo {
  helpdeskUrl: string;
  shopUrl: string;
  stop(): Promise<void>;
}

const listening = (server: Server): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    if (server.listening) resolve();
    else server.once('listening', resolve);
  });

const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

/**
 * Starts the demo with the server's settings and `SHOP_PORT` (8081). Rejects where a setting cannot
 * be used, or a port or the data folder is in use.
 */
export async function startDemo(
  env: Readonly<Record<string, string | undefined>>,
  dataDir: string,
): Promise<Demo> {
  const shopPort = Number(env.SHOP_PORT ?? 8081);
  const shopUrl = `http://localhost:${shopPort}`;
  const settings = readSettings({
    DEMO: 'true',
    // Nobody but this process knows it.
    ADMIN_KEY: randomBytes(32).toString('hex'),
    PORTAL_PAGES: `${shopUrl}/support`,
    ...env,
    DATA_DIR: dataDir,
  });
  const log = serverLog();
  log.level = 'warn';
  const running = await startServer(settings, { log });
  const client = createDeskClient({
    server: settings.publicUrl,
    token: settings.adminKey,
    fetch: (request) => running.helpdesk.fetch(request),
  });
  await seedDemo(client);

  const shop = serve({
    fetch: shopOf({ server: settings.publicUrl, site, mails: mailboxOf(client) }).fetch,
    port: shopPort,
    hostname: settings.host,
  }) as Server;
  await listening(shop);
  return {
    helpdeskUrl: settings.publicUrl,
    shopUrl,
    stop: async () => {
      await closed(shop);
      await running.stop();
    },
  };
}
