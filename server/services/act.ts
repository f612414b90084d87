import type { Clock } from '../ports/clock.ts';
import type { FilesPort } from '../ports/files.ts';
import type { Ids } from '../ports/ids.ts';
import type { Scope, Viewer } from '../rules/visibility.ts';
import type { PublishedChange, Store, Transaction } from '../stores/store.ts';

/** Caps by name, from `LIMITS`; 0 is off. */
export interface Limits {
  submitsPerAddress: number;
  submitsPerTeam: number;
  mailsPerAddress: number;
  linksPerAddress: number;
  requestsPerSession: number;
  streamsPerSession: number;
  formMinSeconds: number;
  smsPerDay: number;
}

/** What services need to know of the start-up settings. */
export interface ServiceSettings {
  /** Without a trailing slash. */
  publicUrl: string;
  /** Addresses a mailed link may land on; always holds `publicUrl/portal`. */
  portalPages: readonly string[];
  deskOrigins: readonly string[];
  mailFrom: string;
  demo: boolean;
  limits: Limits;
}

/** Everything a service works with; made once at start. */
export interface House {
  store: Store;
  clock: Clock;
  ids: Ids;
  files: FilesPort;
  settings: ServiceSettings;
  /** The key that signs form tokens, kept in the store. */
  formKey: Uint8Array;
  /** Wakes the outbox sender after a commit that queued something. */
  wakeOutbox(): void;
}

/** One request's doing: who, when, and the house. The first argument of every service. */
export interface Act {
  readonly viewer: Viewer;
  /** What the viewer may see, made by `scopeOf(viewer)`. */
  readonly scope: Scope;
  readonly now: Date;
  readonly house: House;
  readonly request: RequestFacts;
  /**
   * The one commit of this act. Its result is the answer: it is kept in the same commit for a retry
   * with the same Idempotency-Key. `work` may run again after a conflict.
   */
  transact<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result>;
}

/** What services may know of the request itself. */
export interface RequestFacts {
  clientAddress: string;
  origin: string | null;
  /** The best language of `Accept-Language`, if any. */
  language: string | null;
  /** The version of `If-Match`. */
  ifMatch: number | undefined;
  idempotencyKey: string | undefined;
  /** The caller's session, by the hash of its token. */
  sessionId: string | undefined;
  lastEventId: string | undefined;
  signal: AbortSignal;
}

/** A file received with a request, on disk until the request ends or a service keeps it. */
export interface ReceivedFile {
  name: string;
  size: number;
  /** Judged by content and name, one of the allowed types. */
  type: string;
  path: string;
}

/** Passes published changes to open streams. */
export type ChangeListener = (change: PublishedChange) => void;
