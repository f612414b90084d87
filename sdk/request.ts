import type { Connection, WriteOptions } from './connection.ts';
import { newIdempotencyKey } from './idempotency-key.ts';

/** A call once its route no longer matters, with the connection it goes over. */
export interface Call extends Connection, WriteOptions {
  /** The path's parameters by name, or in its order. */
  params?: Record<string | number, string>;
  query?: Record<string, unknown> | undefined;
  body?: unknown;
  read?: (response: Response) => unknown;
}

/** The address of a call: path filled in, arrays in the query joined by commas, undefined left out. */
export function urlOf(path: string, { server, params, query }: Call): URL {
  let at = 0;
  const filled = path.replace(/:(\w+)/g, (_, name: string) => {
    const value = params?.[name] ?? params?.[at++] ?? '';
    // An empty or dotted segment would make it another route's address.
    if (/^\.*$/.test(value)) throw TypeError(`No ${name}`);
    return encodeURIComponent(value);
  });
  const url = new URL(`${server.replace(/\/+$/, '')}/api/v1${filled}`);
  for (const name in query) if (query[name] != null) url.searchParams.set(name, `${query[name]}`);
  return url;
}

/** What every attempt of a call carries; a POST keeps its idempotency key over all of them. */
export function headersOf(
  method: string,
  { headers: further, locale, ifMatch, idempotencyKey = newIdempotencyKey(), body }: Call,
): Headers {
  const headers = new Headers(further);
  if (locale) headers.set('accept-language', locale);
  if (ifMatch) headers.set('if-match', `"${ifMatch}"`);
  if (method === 'POST') headers.set('idempotency-key', idempotencyKey);
  if (body && !(body instanceof FormData)) headers.set('content-type', 'application/json');
  return headers;
}
