import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

/** The key of every test server: a manager's. */
export const adminKey = 'test-admin-key-0123456789-0123456789';

const cli = fileURLToPath(new URL('../../dist/lib/server/cli.js', import.meta.url));

/** A port nobody listens on just now. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** A real server process on a data folder, as an operator would start it. */
export interface ServerProcess {
  url: string;
  /** Everything it printed so far. */
  output(): string;
  /** Resolves with the exit code; null after a signal. */
  exited: Promise<number | null>;
  /** `kill -9`. */
  kill(): Promise<void>;
  /** Asks it to stop and waits. */
  stop(): Promise<void>;
}

interface Options {
  dataDir: string;
  port?: number;
  env?: Record<string, string>;
  /** Node flags, such as a heap limit. */
  execArgv?: string[];
}

/** Starts `deskbell serve` from the build, without waiting for it. */
export async function spawnServer({
  dataDir,
  port,
  env,
  execArgv = [],
}: Options): Promise<ServerProcess> {
  const chosen = port ?? (await freePort());
  const url = `http://127.0.0.1:${chosen}`;
  const child: ChildProcess = spawn(process.execPath, [...execArgv, cli, 'serve'], {
    env: {
      PATH: process.env.PATH,
      HOST: '127.0.0.1',
      PORT: String(chosen),
      PUBLIC_URL: url,
      DATA_DIR: dataDir,
      ADMIN_KEY: adminKey,
      LIMITS: JSON.stringify({
        submitsPerAddress: 0,
        submitsPerTeam: 0,
        mailsPerAddress: 0,
        linksPerAddress: 0,
        requestsPerSession: 0,
        formMinSeconds: 0,
      }),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
  }
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  return {
    url,
    output: () => printed,
    exited,
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
    },
  };
}

/** Starts a server and waits until it is ready; throws with its output where it ends before. */
export async function startServerProcess(options: Options): Promise<ServerProcess> {
  const server = await spawnServer(options);
  let ended = false;
  void server.exited.then(() => {
    ended = true;
  });
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    if (ended) throw new Error(`the server ended before it was ready:\n${server.output()}`);
    const answer = await fetch(`${server.url}/readyz`).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.ok) return server;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await server.kill();
  throw new Error(`the server was not ready in time:\n${server.output()}`);
}
