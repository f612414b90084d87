import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A server under load, in a process of its own. */
export interface Child<Told> {
  /** What it said of itself when it was ready. */
  told: Told;
  stop(): Promise<void>;
}

/** Starts a script of this folder and waits for the line of JSON it prints when it is ready. */
export async function startChild<Told>(script: string, ...args: string[]): Promise<Child<Told>> {
  const path = fileURLToPath(new URL(`./${script}.js`, import.meta.url));
  const child = spawn(process.execPath, [path, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const line = await Promise.race([
    once(createInterface({ input: child.stdout }), 'line').then(([text]) => text as string),
    exited.then(() => undefined),
  ]);
  if (line === undefined) throw new Error(`${script} ended before it was ready.`);
  return {
    told: JSON.parse(line) as Told,
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
    },
  };
}
