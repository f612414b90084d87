#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { parseArgs, parseEnv } from 'node:util';
import { serverLog, startServer } from './node.ts';
import { readSettings, SettingsError, unusedSettings } from './settings.ts';
import { DataDamaged, FolderInUse } from './stores/embedded/index.ts';

const help = `Usage: deskbell serve [--config <file>]

Starts the helpdesk. Settings come from the environment, and from a file of
NAME=value lines where one is given; the environment wins.

  PORT, HOST        where it listens (8080, 127.0.0.1)
  PUBLIC_URL        the address people reach it under
  DATA_DIR          the folder that keeps everything (./data)
  ADMIN_KEY         at least 32 characters: a manager's server key
  SMTP_URL          how mail leaves; without it mail waits in the outbox
  MAIL_FROM         the sender of mails
  PORTAL_PAGES      other addresses a mailed link may land on, by commas
  DESK_ORIGINS      other origins that may hold an internal session
  TRUSTED_PROXIES   addresses or CIDRs whose X-Forwarded-For is believed
  LIMITS            JSON by name, such as {"formMinSeconds":2}; 0 is off
  DEMO              true: mails are only shown in the outbox
`;

/** Why a start failed, for the operator: one line without a stack where they can act on it. */
function reasonOf(error: unknown): string {
  if (error instanceof SettingsError) return error.message;
  if (error instanceof FolderInUse || error instanceof DataDamaged) return error.message;
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    return 'PORT is in use by another program.';
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

async function serve(config: string | undefined): Promise<void> {
  const file = config === undefined ? {} : parseEnv(readFileSync(config, 'utf8'));
  const env = { ...file, ...process.env };
  const settings = readSettings(env);
  const log = serverLog();
  for (const name of unusedSettings(env)) log.warn(`${name} has no effect in this version.`);
  if (settings.adminKey === null) log.warn('Without ADMIN_KEY nobody can set this helpdesk up.');
  if (settings.smtpUrl === null && !settings.demo) {
    log.warn('Without SMTP_URL mail waits in the outbox.');
  }
  const server = await startServer(settings, { log });
  log.info({ port: server.port, url: settings.publicUrl }, 'Deskbell is ready');

  let asked = false;
  const stop = async (signal: NodeJS.Signals): Promise<void> => {
    // Whoever asks twice is in a hurry.
    if (asked) process.exit(1);
    asked = true;
    log.info(`${signal}: stopping`);
    await server.stop();
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      stop(signal).catch((error: unknown) => {
        log.error({ err: error }, 'The helpdesk did not stop cleanly');
        process.exit(1);
      });
    });
  }
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { help: { type: 'boolean', short: 'h' }, config: { type: 'string' } },
    allowPositionals: true,
  });
  const [command, more] = positionals;
  if (values.help === true || (command === undefined && more === undefined)) {
    process.stdout.write(help);
    return;
  }
  if (command !== 'serve' || more !== undefined) {
    process.stderr.write(`There is no command "${positionals.join(' ')}".\n\n${help}`);
    process.exitCode = 2;
    return;
  }
  await serve(values.config);
}

main().catch((error: unknown) => {
  process.stderr.write(`${reasonOf(error)}\n`);
  process.exitCode = 1;
});
