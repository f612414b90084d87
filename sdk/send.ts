import type {
  Answer,
  CallArguments,
  DataFor,
  FullAnswer,
  RawCallOf,
  RawKey,
  Send,
} from './call.ts';
import type { Connection } from './connection.ts';
import type { ContractKey } from './contract/index.ts';
import { ApiError, ConnectionError, type HelpdeskError, TimeoutError } from './errors.ts';
import { pause } from './pause.ts';
import { type Call, headersOf, urlOf } from './request.ts';
import { pauseBefore } from './retry.ts';

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text();
  return text ? JSON.parse(text) : undefined;
}

async function answer(key: string, call: Call): Promise<FullAnswer<unknown>> {
  const { token, signal, body, retries = 2, fetch: ask = fetch, read } = call;
  // 20 MB over a slow line take minutes, and a stream of events that died is noticed after these.
  const { timeoutMs = read || body instanceof FormData ? 300_000 : 30_000 } = call;
  const [method, path] = key.split(' ') as [string, string];
  const url = urlOf(path, call);
  const sent = headersOf(method, call);
  let source = typeof token === 'function' && token;
  let bearer = source ? await source('call') : token;
  for (let tries = 1; ; ) {
    signal?.throwIfAborted();
    if (bearer) sent.set('authorization', `Bearer ${bearer}`);
    // The browser ends the request; the timer of one that was answered is nobody's concern.
    const late = AbortSignal.timeout(timeoutMs);
    const request = new Request(url, {
      method,
      headers: sent,
      body: (sent.has('content-type') ? JSON.stringify(body) : body) as BodyInit,
      signal: signal ? AbortSignal.any([late, signal]) : late,
    });
    await call.onRequest?.(request);
    let failure: HelpdeskError & { status?: number; headers?: Headers };
    try {
      const response = await ask(request);
      const { ok, status, headers } = response;
      await call.onResponse?.(response, request);
      // A refusal without JSON is some proxy's page.
      const data = await (ok
        ? (read ?? readJson)(response)
        : readJson(response).catch(() => undefined));
      const requestId = headers.get('x-request-id');
      const version = (data as { version?: number } | undefined)?.version;
      const full = { data, status, headers, requestId, version };
      if (ok) return full;
      failure = new ApiError(full);
    } catch (cause) {
      const Lost = late.aborted ? TimeoutError : ConnectionError;
      failure = new Lost(`No answer from ${url}`, { cause });
    }
    signal?.throwIfAborted();
    if (failure.status === 401 && source) {
      bearer = await source('refused');
      source = false;
      if (bearer) continue;
    }
    const wait = pauseBefore(tries, failure);
    if (wait === undefined || tries > retries) throw failure;
    tries += 1;
    await pause(wait, signal);
  }
}

/** Gives a promise of a full answer the short face: it resolves with the data. */
export function answerOf<Data>(full: Promise<FullAnswer<Data>>): Answer<Data> {
  const short = full.then(({ data }) => data);
  return Object.assign(short, {
    withResponse: () => {
      // The full promise reports a failure; the short one is not awaited then.
      short.catch(() => undefined);
      return full;
    },
  });
}

/**
 * Calls one route of the contract: `key` is `'METHOD /path/:id'`, and params, query, body and
 * answer are checked against it. Lost connections, 408, 429 and 5xx are tried again (see
 * `retries`); every POST carries one idempotency key over all its attempts. A `FormData` body is
 * passed on as it is.
 *
 * @throws {ApiError} the server refused
 * @throws {ConnectionError} no answer came; {@link TimeoutError} not in time
 *
 * @example
 * ```ts
 * const ticket = await send(connection, 'GET /tickets/:id', { params: { id } });
 * const { data, version } = await send(connection, 'POST /tickets', { body }).withResponse();
 * ```
 */
export function send<Key extends Exclude<ContractKey, RawKey>>(
  connection: Connection,
  key: Key,
  ...call: CallArguments<Key>
): Answer<DataFor<Key>>;
export function send<Key extends RawKey, Data>(
  connection: Connection,
  key: Key,
  call: RawCallOf<Key, Data>,
): Answer<Data>;
export function send(connection: Connection, key: string, call?: Partial<Call>): Answer<unknown> {
  return answerOf(answer(key, { ...connection, ...call }));
}

/** {@link send} with its connection known. */
export const sendOf = (connection: Connection): Send =>
  (send as (connection: Connection, key: string) => unknown).bind(null, connection) as Send;
