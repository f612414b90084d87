import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Hono } from 'hono';
import { type Logger, pino } from 'pino';
import { bindRoutes } from './http/bind.ts';
import type { Env } from './http/facts.ts';
import { retriesOf } from './http/idempotency.ts';
import { bindPages } from './http/pages.ts';
import { errorResponse, nothingHere } from './http/problems.ts';
import { callersOf } from './http/sessions.ts';
import { type Clock, systemClock } from './ports/clock.ts';
import { diskFiles } from './ports/disk-files.ts';
import type { FilesPort } from './ports/files.ts';
import { type Ids, randomIds } from './ports/ids.ts';
import type { MailPort } from './ports/mail.ts';
import type { Handlers } from './routes/handler.ts';
import { handlers as allHandlers } from './routes/index.ts';
import type { House } from './services/act.ts';
import { furnishHouse } from './services/furnish-house.ts';
import { startOutboxSender } from './services/send-outbox.ts';
import { startSweeping } from './services/start-sweeping.ts';
import type { Settings } from './settings.ts';
import { openEmbeddedStore } from './stores/embedded/index.ts';
import type { Store } from './stores/store.ts';

export type { Clock } from './ports/clock.ts';
export type { FilesPort } from './ports/files.ts';
export type { Ids } from './ports/ids.ts';
export { type Mail, type MailPort, PermanentMailFailure } from './ports/mail.ts';
export { readSettings, type Settings, SettingsError } from './settings.ts';
export type { Store } from './stores/store.ts';

// Beside the built library, or in the build's folder when the sources themselves run.
const builtWidget = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? '../dist/widget/' : '../../widget/', import.meta.url),
);

/** What a helpdesk is made of. Everything but the settings has a default. */
export interface HelpdeskOptions {
  settings: Settings;
  /** Default: the embedded store in `settings.dataDir`. */
  store?: Store;
  /** Default: none, and mail waits in the outbox. */
  mail?: MailPort | null;
  /** Default: a folder beside the embedded store. */
  files?: FilesPort;
  clock?: Clock;
  ids?: Ids;
  handlers?: Handlers;
  log?: Logger;
  /** The folder with the built widget. Default: what the package brings along. */
  widgetFolder?: string;
}

/** A running helpdesk without a port: a fetch handler and what stands behind it. */
export interface Helpdesk {
  fetch(request: Request, env?: Env['Bindings']): Response | Promise<Response>;
  house: House;
  /** Where received files lie until their request ends. */
  temporaryFolder: string;
  /** Ends the open event streams, which no other end would come to. */
  endStreams(): void;
  /** Ends streams, sends what is on its way, and closes the store. */
  close(): Promise<void>;
}

/** Where files are kept, and where they lie while they are received. */
async function placesFor(dataDir: string | null) {
  const folder = dataDir ?? (await mkdtemp(join(tmpdir(), 'deskbell-')));
  const places = { kept: join(folder, 'files'), received: join(folder, 'received') };
  // What lies there was being received when a server ended.
  await rm(places.received, { recursive: true, force: true });
  await Promise.all(Object.values(places).map((place) => mkdir(place, { recursive: true })));
  const forget = (): Promise<void> =>
    dataDir === null ? rm(folder, { recursive: true, force: true }) : Promise.resolve();
  return { ...places, forget };
}

/** Puts a helpdesk together. Rejects where its store cannot be opened. */
export async function createHelpdesk(options: HelpdeskOptions): Promise<Helpdesk> {
  const { settings, clock = systemClock, ids = randomIds(), log = pino() } = options;
  const store =
    options.store ??
    (await openEmbeddedStore({
      dataDir: settings.dataDir,
      log: (message, error) => log.warn({ err: error }, message),
    }));
  // Only who holds the store may touch the folder.
  const places = await placesFor(settings.dataDir);
  const files = options.files ?? diskFiles(places.kept);
  const formKey = await furnishHouse(store, ids);
  const mail = options.mail ?? null;

  let wakeOutbox = (): void => {};
  const house: House = {
    store,
    clock,
    ids,
    files,
    settings,
    formKey,
    wakeOutbox: () => wakeOutbox(),
  };
  const sender = mail === null ? undefined : startOutboxSender(house, mail);
  if (sender !== undefined) wakeOutbox = () => sender.wake();
  const sweeper = startSweeping(house);

  const closing = new AbortController();
  const callers = callersOf(house, settings.adminKey, (error) =>
    log.warn({ err: error }, 'A session was not prolonged'),
  );
  const kernel = {
    house,
    callers,
    retries: retriesOf(house),
    trustedProxies: settings.trustedProxies,
    temporaryFolder: places.received,
    closing: closing.signal,
    log,
  };
  const handlers = options.handlers ?? allHandlers;
  const app = new Hono<Env>();
  bindRoutes(app, kernel, handlers);
  bindPages(app, kernel, handlers, options.widgetFolder ?? builtWidget);
  app.notFound(() => nothingHere(randomUUID()));
  app.onError((error) =>
    errorResponse(error, { requestId: randomUUID(), route: 'page', ifMatch: undefined, log }),
  );

  return {
    fetch: (request, env = {}) => app.fetch(request, env),
    house,
    temporaryFolder: places.received,
    endStreams: () => closing.abort(),
    async close() {
      closing.abort();
      await Promise.all([sender?.stop(), sweeper.stop(), callers.settled()]);
      await store.close();
      await places.forget();
    },
  };
}
