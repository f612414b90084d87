import { rm } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { SettingsError } from '../server/settings.ts';
import { FolderInUse } from '../server/stores/embedded/index.ts';
import { startDemo } from './demo.ts';

// `npm start`: the demo until it is stopped; `--reset` begins with fresh data.

async function start(): Promise<void> {
  const { values } = parseArgs({ options: { reset: { type: 'boolean', default: false } } });
  const dataDir = process.env.DATA_DIR ?? './data/demo';
  if (values.reset) await rm(dataDir, { recursive: true, force: true });
  const demo = await startDemo(process.env, dataDir);
  process.stdout.write(
    [
      '',
      'Deskbell is running with demo data.',
      '',
      `  The demo shop       ${demo.shopUrl}`,
      `  A form              ${demo.shopUrl}/contact`,
      `  A customer's portal ${demo.shopUrl}/support   (sign in as customer@demo.example)`,
      `  Mail it would send  ${demo.shopUrl}/mail`,
      `  The helpdesk        ${demo.helpdeskUrl}`,
      '',
      'Ctrl+C stops it; npm start -- --reset begins anew.',
      '',
    ].join('\n'),
  );
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void demo.stop());
  }
}

/** What went wrong, in one line where the reader can act on it. */
function reasonOf(error: unknown): string {
  if (error instanceof SettingsError || error instanceof FolderInUse) return error.message;
  if (!(error instanceof Error)) return String(error);
  return 'code' in error && error.code === 'EADDRINUSE'
    ? 'PORT or SHOP_PORT is in use by another program: PORT=9080 SHOP_PORT=9081 npm start'
    : (error.stack ?? error.message);
}

start().catch((error: unknown) => {
  process.stderr.write(`${reasonOf(error)}\n`);
  process.exit(1);
});
