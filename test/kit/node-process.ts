import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

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

/** A program of the build, as a process of its own. */
export interface NodeProcess {
  /** Everything it printed so far. */
  output(): string;
  /** Resolves with the exit code; null after a signal. */
  exited: Promise<number | null>;
  /** `kill -9`. */
  kill(): Promise<void>;
  /** Asks it to stop and waits. */
  stop(): Promise<void>;
}

/** Starts `dist/lib/<script>` with nothing of this process's environment but `PATH`. */
export function spawnBuilt(
  script: string,
  args: readonly string[],
  env: Record<string, string>,
): NodeProcess {
  const path = fileURLToPath(new URL(`../../dist/lib/${script}`, import.meta.url));
  const child = spawn(process.execPath, [path, ...args], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
  }
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal);
    await exited;
  };
  return {
    output: () => printed,
    exited,
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  };
}

/** Waits until an address answers well; throws with the process's output where it ends before. */
export async function untilReady(started: NodeProcess, url: string): Promise<void> {
  let ended = false;
  void started.exited.then(() => {
    ended = true;
  });
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    if (ended) throw new Error(`It ended before it was ready:\n${started.output()}`);
    const answer = await fetch(url).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await started.kill();
  throw new Error(`It was not ready in time:\n${started.output()}`);
}
