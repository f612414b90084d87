import { freePort, type NodeProcess, spawnBuilt, untilReady } from './node-process.ts';

/** The key of every test server: a manager's. */
export const adminKey = 'test-admin-key-0123456789-0123456789';

/** No caps: tests send more in a second than people do in a day. */
export const noLimits = JSON.stringify({
  submitsPerAddress: 0,
  submitsPerTeam: 0,
  mailsPerAddress: 0,
  linksPerAddress: 0,
  requestsPerSession: 0,
  formMinSeconds: 0,
});

/** A real server process on a data folder, as an operator would start it. */
export interface ServerProcess extends NodeProcess {
  url: string;
}

/** Starts `deskbell serve` from the build, without waiting for it. */
export async function spawnServer(
  dataDir: string,
  env: Record<string, string> = {},
): Promise<ServerProcess> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const started = spawnBuilt('server/cli.js', ['serve'], {
    HOST: '127.0.0.1',
    PORT: String(port),
    PUBLIC_URL: url,
    DATA_DIR: dataDir,
    ADMIN_KEY: adminKey,
    LIMITS: noLimits,
    ...env,
  });
  return { ...started, url };
}

/** Starts a server and waits until it is ready. */
export async function startServerProcess(
  dataDir: string,
  env?: Record<string, string>,
): Promise<ServerProcess> {
  const server = await spawnServer(dataDir, env);
  await untilReady(server, `${server.url}/readyz`);
  return server;
}
