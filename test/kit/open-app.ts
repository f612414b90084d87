import { createHash } from 'node:crypto';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import type { Problem } from '../../sdk/contract/common.ts';
import type { IssuedSession, Person } from '../../sdk/contract/people.ts';
import type { Team } from '../../sdk/contract/teams.ts';
import { createHelpdesk, type Helpdesk, type HelpdeskOptions } from '../../server/index.ts';
import type { Ids } from '../../server/ports/ids.ts';
import { type KeptMail, keptMail } from '../../server/ports/kept-mail.ts';
import { sendDue } from '../../server/services/send-outbox.ts';
import { readSettings, type Settings } from '../../server/settings.ts';

/** The key of every test's helpdesk: a manager's. */
export const adminKey = 'test-admin-key-0123456789-0123456789';

export const publicUrl = 'https://help.example';

/** An answer, read to its end. */
export interface Answer<Body = Problem> {
  status: number;
  headers: Headers;
  text: string;
  /** The parsed body, as what the test expects; a problem unless it says otherwise. */
  json: Body;
}

export interface Ask {
  /** A session's token, or the admin key. */
  token?: string | undefined;
  /** Sent as JSON; text, bytes and forms go as they are. */
  body?: unknown;
  headers?: Record<string, string>;
}

/** A clock that stands still until it is moved. */
export interface TestClock {
  now(): Date;
  forward(milliseconds: number): void;
}

/** A helpdesk in memory with a clock that stands still and ids that repeat. */
export interface App {
  helpdesk: Helpdesk;
  clock: TestClock;
  /** What was delivered, the newest first. */
  mail: KeptMail;
  /** Sends all mail that is due now. */
  deliver(): Promise<void>;
  /** Calls a path below `/api/v1`. */
  request<Body = Problem>(method: string, path: string, ask?: Ask): Promise<Answer<Body>>;
  /** Calls any path and gives the answer unread, such as a page or a stream. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** Calls with the admin key and expects success. */
  admin<Body>(method: string, path: string, body?: unknown): Promise<Body>;
  addTeam(draft: Record<string, unknown>): Promise<Team>;
  addPerson(draft: Record<string, unknown>): Promise<Person>;
  /** A session's token for a person. */
  tokenOf(personId: string): Promise<string>;
  /** A new person and their session's token. */
  signIn(draft: Record<string, unknown>): Promise<{ person: Person; token: string }>;
  /** Where received files lie until their request ends. */
  temporaryFolder: string;
  close(): Promise<void>;
}

function repeatingIds(): Ids {
  let count = 0;
  const next = (): string => {
    count += 1;
    return String(count).padStart(8, '0');
  };
  return {
    id: () => `id${next()}`,
    secret: () => createHash('sha256').update(`secret ${next()}`).digest('base64url'),
  };
}

/** The settings of a test's helpdesk: nothing is limited, nothing is too fast. */
export function testSettings(overrides: Partial<Settings> = {}): Settings {
  const limits = {
    submitsPerAddress: 0,
    submitsPerTeam: 0,
    mailsPerAddress: 0,
    linksPerAddress: 0,
    requestsPerSession: 0,
    streamsPerSession: 0,
    formMinSeconds: 0,
    smsPerDay: 0,
  };
  const settings = readSettings({
    PUBLIC_URL: publicUrl,
    ADMIN_KEY: adminKey,
    MAIL_FROM: 'help@help.example',
    LIMITS: JSON.stringify(limits),
  });
  return { ...settings, dataDir: null, ...overrides };
}

const asIs = (body: unknown): body is BodyInit =>
  typeof body === 'string' ||
  body instanceof FormData ||
  body instanceof Uint8Array ||
  body instanceof ReadableStream;

function initOf(method: string, { token, body, headers = {} }: Ask): RequestInit {
  const sent: Record<string, string> = { ...headers };
  if (token !== undefined) sent.Authorization = `Bearer ${token}`;
  if (body === undefined) return { method, headers: sent };
  if (asIs(body)) return { method, headers: sent, body, duplex: 'half' } as RequestInit;
  return {
    method,
    headers: { 'Content-Type': 'application/json', ...sent },
    body: JSON.stringify(body),
  };
}

async function answerOf<Body>(response: Response): Promise<Answer<Body>> {
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  return {
    status: response.status,
    headers: response.headers,
    text,
    json: isJson && text !== '' ? JSON.parse(text) : undefined,
  };
}

/**
 * Opens a helpdesk for one test, closed when the test ends; with `keep` it stays open until `close`,
 * for a whole file.
 */
export async function openApp(
  overrides: { settings?: Partial<Settings>; keep?: boolean } & Omit<
    Partial<HelpdeskOptions>,
    'settings'
  > = {},
): Promise<App> {
  const { settings, keep = false, ...options } = overrides;
  let time = Date.parse('2026-03-02T09:00:00.000Z');
  const clock: TestClock = {
    now: () => new Date(time),
    forward: (milliseconds) => {
      time += milliseconds;
    },
  };
  const helpdesk = await createHelpdesk({
    clock: clock.now,
    ids: repeatingIds(),
    log: pino({ level: 'silent' }),
    ...options,
    settings: testSettings(settings),
  });
  const mail = keptMail();

  const fetchPath = async (path: string, init?: RequestInit): Promise<Response> =>
    helpdesk.fetch(new Request(publicUrl + path, init));
  const request = async <Body>(method: string, path: string, ask: Ask = {}) =>
    answerOf<Body>(await fetchPath(`/api/v1${path}`, initOf(method, ask)));
  const admin = async <Body>(method: string, path: string, body?: unknown): Promise<Body> => {
    const answer = await request<Body>(method, path, { token: adminKey, body });
    if (answer.status >= 400) {
      throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
    }
    return answer.json;
  };
  const addPerson: App['addPerson'] = (draft) => admin('POST', '/people', draft);
  const tokenOf: App['tokenOf'] = async (personId) =>
    (await admin<IssuedSession>('POST', `/people/${personId}/sessions`)).token;

  const app: App = {
    helpdesk,
    clock,
    mail,
    async deliver() {
      while ((await sendDue(helpdesk.house, mail)) > 0);
    },
    request,
    fetch: fetchPath,
    admin,
    addTeam: (draft) => admin('POST', '/teams', draft),
    addPerson,
    tokenOf,
    async signIn(draft) {
      const person = await addPerson(draft);
      return { person, token: await tokenOf(person.id) };
    },
    temporaryFolder: helpdesk.temporaryFolder,
    close: () => helpdesk.close(),
  };
  if (!keep) onTestFinished(() => app.close());
  return app;
}
