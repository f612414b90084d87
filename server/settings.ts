import { BlockList, isIP } from 'node:net';
import * as v from 'valibot';
import { Email } from '../sdk/contract/common.ts';
import type { Limits, ServiceSettings } from './services/act.ts';

/** Everything an operator decides before the start. */
export interface Settings extends ServiceSettings {
  host: string;
  port: number;
  /** The embedded store's folder; null keeps everything in memory. */
  dataDir: string | null;
  /** A manager's server key for first set-up and automation. */
  adminKey: string | null;
  smtpUrl: string | null;
  /** Whose `X-Forwarded-For` is believed. */
  trustedProxies: BlockList;
}

/** Caps where `LIMITS` names none. */
export const defaultLimits: Limits = {
  submitsPerAddress: 5,
  submitsPerTeam: 120,
  mailsPerAddress: 3,
  linksPerAddress: 10,
  requestsPerSession: 300,
  streamsPerSession: 5,
  formMinSeconds: 2,
  smsPerDay: 100,
};

/** A setting that cannot be used; the message begins with its name. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

const listed = v.pipe(
  v.optional(v.string(), ''),
  v.transform((text) =>
    text
      .split(',')
      .map((entry) => entry.trim())
      .filter((entry) => entry !== ''),
  ),
);

/** One message for every way in which a value may be wrong. */
const must = <Output>(message: string, read: (text: string) => Output | undefined) =>
  v.pipe(
    v.string(),
    v.rawTransform<string, Output>(({ dataset, addIssue, NEVER }) => {
      const value = read(dataset.value);
      if (value !== undefined) return value;
      addIssue({ message });
      return NEVER;
    }),
  );

const urlOf = (text: string, protocols: readonly string[]): URL | undefined => {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  return protocols.includes(url.protocol) ? url : undefined;
};

const web = ['http:', 'https:'];

const page = must('must hold http or https addresses without a fragment.', (text) => {
  const url = urlOf(text, web);
  return url === undefined || text.includes('#') ? undefined : text;
});

const origin = must('must hold origins such as https://desk.example, without a path.', (text) => {
  const url = urlOf(text, web);
  return url !== undefined && url.origin === text.toLowerCase() ? url.origin : undefined;
});

const publicUrl = must('must be an http or https address without query and fragment.', (text) => {
  const url = urlOf(text, web);
  if (url === undefined || url.search !== '' || url.hash !== '' || url.username !== '') {
    return undefined;
  }
  return url.href.replace(/\/+$/, '');
});

/** Adds one address or CIDR to a list; false where it is neither. */
function addTo(list: BlockList, entry: string): boolean {
  const [address = '', prefix, more] = entry.split('/');
  const family = isIP(address);
  if (family === 0 || more !== undefined) return false;
  const type = family === 6 ? 'ipv6' : 'ipv4';
  if (prefix === undefined) {
    list.addAddress(address, type);
    return true;
  }
  const bits = Number(prefix);
  if (!/^\d{1,3}$/.test(prefix) || bits > (family === 6 ? 128 : 32)) return false;
  list.addSubnet(address, bits, type);
  return true;
}

const proxies = v.pipe(
  listed,
  v.rawTransform<string[], BlockList>(({ dataset, addIssue, NEVER }) => {
    const list = new BlockList();
    if (dataset.value.every((entry) => addTo(list, entry))) return list;
    addIssue({ message: 'must list addresses or CIDRs such as 10.0.0.0/8, separated by commas.' });
    return NEVER;
  }),
);

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const Caps = v.partial(
  v.strictObject({
    submitsPerAddress: count,
    submitsPerTeam: count,
    mailsPerAddress: count,
    linksPerAddress: count,
    requestsPerSession: count,
    streamsPerSession: count,
    formMinSeconds: count,
    smsPerDay: count,
  } satisfies Record<keyof Limits, typeof count>),
);

const names = Object.keys(defaultLimits).join(', ');
const limits = must(`must be JSON with whole numbers by name: ${names}.`, (text) => {
  try {
    const caps = v.safeParse(Caps, JSON.parse(text));
    return caps.success ? ({ ...defaultLimits, ...caps.output } as Limits) : undefined;
  } catch {
    return undefined;
  }
});

const Environment = v.object({
  PORT: v.optional(
    must('must be a port number from 0 to 65535.', (text) =>
      /^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : undefined,
    ),
    '8080',
  ),
  HOST: v.optional(v.pipe(v.string(), v.nonEmpty('must not be empty.')), '127.0.0.1'),
  PUBLIC_URL: v.optional(publicUrl),
  DATA_DIR: v.optional(v.pipe(v.string(), v.nonEmpty('must name a folder.')), './data'),
  DATABASE_URL: v.optional(
    must('is not supported by this version; use DATA_DIR.', () => undefined),
  ),
  ADMIN_KEY: v.optional(
    must('must have at least 32 characters: letters, digits and . _ ~ + / -', (text) =>
      /^[A-Za-z0-9._~+/-]{32,500}=*$/.test(text) ? text : undefined,
    ),
  ),
  SMTP_URL: v.optional(
    must('must be an address such as smtps://user:password@mail.example', (text) =>
      urlOf(text, ['smtp:', 'smtps:']) === undefined ? undefined : text,
    ),
  ),
  MAIL_FROM: v.optional(Email),
  TRUSTED_PROXIES: proxies,
  LIMITS: v.optional(limits, '{}'),
  PORTAL_PAGES: v.pipe(listed, v.array(page)),
  DESK_ORIGINS: v.pipe(listed, v.array(origin)),
  DEMO: v.optional(
    v.pipe(
      v.picklist(['true', 'false', '1', '0', ''], 'must be true or false.'),
      v.transform((text) => text === 'true' || text === '1'),
    ),
    'false',
  ),
});

/** Settings that a later version reads; setting one has no effect yet. */
const unused = ['SMS_URL', 'WEBHOOK_URL', 'WEBHOOK_SECRET', 'FORM_PROOF'];

/** The names in an environment that this version knows and does nothing with. */
export const unusedSettings = (env: Readonly<Record<string, string | undefined>>): string[] =>
  unused.filter((name) => (env[name] ?? '') !== '');

/** Reads the settings from an environment, or throws a `SettingsError` that names every bad one. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  // An empty variable is one that is not set.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const read = v.safeParse(Environment, given);
  if (!read.success) {
    const lines = read.issues.map((issue) => `${issue.path?.[0]?.key} ${issue.message}`);
    throw new SettingsError([...new Set(lines)].join('\n'));
  }
  const found = read.output;
  const own = found.PUBLIC_URL ?? `http://localhost:${found.PORT}`;
  if (found.SMTP_URL !== undefined && found.MAIL_FROM === undefined) {
    throw new SettingsError('MAIL_FROM must be set where SMTP_URL is.');
  }
  return {
    host: found.HOST,
    port: found.PORT,
    publicUrl: own,
    dataDir: found.DATA_DIR,
    adminKey: found.ADMIN_KEY ?? null,
    smtpUrl: found.SMTP_URL ?? null,
    mailFrom: found.MAIL_FROM ?? 'helpdesk@localhost',
    trustedProxies: found.TRUSTED_PROXIES,
    limits: found.LIMITS,
    portalPages: [...new Set([`${own}/portal`, ...found.PORTAL_PAGES])],
    deskOrigins: found.DESK_ORIGINS,
    demo: found.DEMO,
  };
}
