import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, type NodeProcess, spawnBuilt, untilReady } from './node-process.ts';
import { adminKey, noLimits } from './server-process.ts';

/** The demo as `npm start` runs it, on ports and in a folder of its own. */
export interface DemoProcess extends NodeProcess {
  /** The helpdesk's address. */
  server: string;
  /** The shop's address, another origin. */
  shop: string;
}

/** Starts the demo with fresh data; `stop` removes the data too. */
export async function startDemo(): Promise<DemoProcess> {
  const dataDir = await mkdtemp(join(tmpdir(), 'deskbell-demo-'));
  const [port, shopPort] = [await freePort(), await freePort()];
  const demo = spawnBuilt('demo/start.js', [], {
    PORT: String(port),
    SHOP_PORT: String(shopPort),
    DATA_DIR: dataDir,
    ADMIN_KEY: adminKey,
    LIMITS: noLimits,
  });
  const [server, shop] = [`http://localhost:${port}`, `http://localhost:${shopPort}`];
  await untilReady(demo, `${shop}/`);
  return {
    ...demo,
    server,
    shop,
    stop: async () => {
      await demo.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
