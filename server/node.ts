import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { type Logger, pino } from 'pino';
import { createHelpdesk, type Helpdesk, type HelpdeskOptions } from './index.ts';
import { keptMail } from './ports/kept-mail.ts';
import { smtpMail } from './ports/smtp-mail.ts';
import type { Settings } from './settings.ts';

/** A helpdesk that listens on a port. */
export interface RunningServer {
  /** The port it listens on, also where the settings left the choice to the system. */
  port: number;
  helpdesk: Helpdesk;
  /** Takes no new requests, lets those under way end, and closes the helpdesk. */
  stop(): Promise<void>;
}

/** How long requests under way may take once the server stops. */
const patience = 10_000;

const redacted = [
  'authorization',
  'token',
  'headers.authorization',
  'req.headers.authorization',
  '*.token',
  '*.authorization',
];

/** The log of a server: JSON lines on standard output, without secrets. */
export const serverLog = (): Logger => pino({ redact: { paths: redacted, censor: '[redacted]' } });

/** SMTP where it is configured; the demo's mails are only remembered; otherwise mail waits. */
function mailOf({ smtpUrl, mailFrom, demo }: Settings) {
  const smtp = smtpUrl === null ? undefined : smtpMail(smtpUrl, mailFrom);
  return { port: smtp ?? (demo ? keptMail() : null), close: () => smtp?.close() };
}

function listen(server: Server, { host, port }: Settings): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const atLast = setTimeout(() => server.closeAllConnections(), patience);
    // A connection falls idle when its answer is out; nobody else would close it before its time.
    const idle = setInterval(() => server.closeIdleConnections(), 50);
    server.close(() => {
      clearTimeout(atLast);
      clearInterval(idle);
      resolve();
    });
  });
}

/** Starts a helpdesk on its port. Rejects where the data folder or the port is in use. */
export async function startServer(
  settings: Settings,
  options: Omit<HelpdeskOptions, 'settings'> = {},
): Promise<RunningServer> {
  const log = options.log ?? serverLog();
  const mail = mailOf(settings);
  const helpdesk = await createHelpdesk({ mail: mail.port, ...options, settings, log });
  const server = createAdaptorServer({
    fetch: helpdesk.fetch,
    serverOptions: {
      // Slow senders give their place back. Files may take five minutes on a thin line; everything
      // else has 30 seconds (http/json.ts), and answers and streams as long as they like.
      headersTimeout: 10_000,
      requestTimeout: 300_000,
      keepAliveTimeout: 5_000,
      connectionsCheckingInterval: 5_000,
      maxHeaderSize: 16_384,
    },
  }) as Server;
  server.maxConnections = 20_000;
  let port: number;
  try {
    port = await listen(server, settings);
  } catch (error) {
    await helpdesk.close();
    throw error;
  }
  let stopping: Promise<void> | undefined;
  return {
    port,
    helpdesk,
    stop() {
      stopping ??= (async () => {
        const ended = closed(server);
        helpdesk.endStreams();
        await ended;
        await helpdesk.close();
        mail.close();
      })();
      return stopping;
    },
  };
}
