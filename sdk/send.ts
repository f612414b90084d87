import type {
  Answer,
  CallArguments,
  DataFor,
  FullAnswer,
  RawCallOf,
  RawKey,
  Send,
} from './call.ts';
import type { Connection, TokenSource, WriteOptions } from './connection.ts';
import type { ContractKey } from './contract/index.ts';
import { ApiError, ConnectionError, type HelpdeskError, TimeoutError } from './errors.ts';
import { newIdempotencyKey } from './idempotency-key.ts';
import { pause } from './pause.ts';
import { type Failure, pauseBefore } from './retry.ts';

/** A call once its route no longer matters, with the connection it goes over. */
interface Call extends Omit<Connection, 'token'>, WriteOptions {
  /** A function has `call`, a text has not: the shortest question. */
  token?: TokenSource | (string & { call?: never }) | null | undefined;
  /** The path's parameters by name. Default: the call itself, where `method` puts them. */
  params?: Readonly<Record<string, string>>;
  query?: object | undefined;
  /** Only a form has `append`, also one of another frame. */
  body?: FormData | { append?: never } | undefined;
  read?: (response: Response) => unknown;
}

/** The fields that are there, as pairs for headers and queries. */
const given = (fields: object): [string, string][] =>
  Object.entries(fields).filter((field) => field[1] != null);

const readJson = (response: Response): Promise<unknown> =>
  response.text().then((text) => (text ? JSON.parse(text) : undefined));

const answer = async (key: string, call: Call): Promise<FullAnswer<unknown>> => {
  let {
    signal,
    body,
    params = call as unknown as Record<string, string>,
    token,
    server,
    query,
    read = readJson,
    ifMatch,
    retries = 2,
    // 20 MB over a slow line take minutes.
    timeoutMs = body?.append ? 300_000 : 30_000,
    fetch: ask = fetch,
    idempotencyKey = newIdempotencyKey(),
  } = call;
  const [method, path] = key.split(' ') as [string, string];
  const url =
    server.replace(/\/*$/, '/api/v1') +
    path.replace(/:(\w+)/g, (_, name: string) => {
      const value = params[name] ?? '';
      // An empty or dotted segment would make it another route's address.
      if (/^\.*$/.test(value)) throw new TypeError(`No ${name}`);
      return encodeURIComponent(value);
    }) +
    (query ? `?${new URLSearchParams(given(query))}` : '');
  let bearer = token?.call ? await token('call') : token;
  for (let tries = 0; ; ) {
    signal?.throwIfAborted();
    const late = AbortSignal.timeout(timeoutMs);
    const request = new Request(url, {
      signal: AbortSignal.any([late, signal ?? late]),
      method,
      headers: given({
        'idempotency-key': method === 'POST' ? idempotencyKey : null,
        authorization: bearer ? `Bearer ${bearer}` : null,
        'if-match': ifMatch ? `"${ifMatch}"` : null,
        'accept-language': call.locale,
        ...call.headers,
      }),
      // A blob brings its content type along, in fewer bytes than a header.
      body: (!body || body.append ? body : await Response.json(body).blob()) as BodyInit,
    });
    await call.onRequest?.(request);
    let failure: HelpdeskError & Failure;
    try {
      const response = await ask(request);
      const { ok, status, headers } = response;
      await call.onResponse?.(response, request);
      const full = {
        // A refusal without JSON is some proxy's page.
        data: await (ok ? read(response) : readJson(response).catch(() => undefined)),
        requestId: headers.get('x-request-id'),
        status,
        headers,
      };
      if (ok) return full;
      failure = new ApiError(full as ConstructorParameters<typeof ApiError>[0]);
    } catch (cause) {
      signal?.throwIfAborted();
      failure = new (late.aborted ? TimeoutError : ConnectionError)(
        `No answer from ${server}: check "server" or try later.`,
        { cause },
      );
    }
    if (failure.status === 401 && token?.call) {
      token = await token('refused');
      bearer = token;
      if (token) continue;
    }
    const wait = pauseBefore(++tries, failure);
    if (wait == null || tries > retries) throw failure;
    await pause(wait, signal);
  }
};

/** Gives a promise of a full answer the short face: it resolves with the data. */
export const answerOf = <Data>(full: Promise<FullAnswer<Data>>): Answer<Data> => {
  const short = full.then(({ data }) => data);
  return Object.assign(short, {
    withResponse: () => {
      // The full promise reports a failure; the short one is not awaited then.
      short.catch(() => undefined);
      return full;
    },
  });
};

/** {@link Send} over any connection. */
interface SendOver {
  <Key extends Exclude<ContractKey, RawKey>>(
    connection: Connection,
    key: Key,
    ...call: CallArguments<Key>
  ): Answer<DataFor<Key>>;
  <Key extends RawKey, Data>(
    connection: Connection,
    key: Key,
    call: RawCallOf<Key, Data>,
  ): Answer<Data>;
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
 * const { data, requestId } = await send(connection, 'POST /tickets', { body }).withResponse();
 * ```
 */
export const send: SendOver = (connection: Connection, key: string, call?: object) =>
  answerOf(answer(key, { ...connection, ...call } as Call)) as Answer<never>;

/** {@link send} with its connection known. */
export const sendOf = (connection: Connection): Send =>
  (send as (connection: Connection, key: string) => unknown).bind(null, connection) as Send;
