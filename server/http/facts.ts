import { type BlockList, isIP } from 'node:net';
import type { Http2Bindings, HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type { RequestFacts } from '../routes/entrance.ts';

/** What Hono is told of a connection; nothing where a test calls `fetch` by itself. */
export type Env = { Bindings: Partial<HttpBindings | Http2Bindings> };

const family = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

/** An address without port, brackets and the IPv4-in-IPv6 prefix. */
function plainAddress(text: string): string {
  const trimmed = text.trim();
  const bracketed = /^\[(.*)\](?::\d+)?$/.exec(trimmed)?.[1] ?? trimmed;
  const portless = /^[\d.]+:\d+$/.test(bracketed)
    ? bracketed.slice(0, bracketed.indexOf(':'))
    : bracketed;
  return portless.replace(/^::ffff:(?=\d+\.)/i, '');
}

/**
 * The client's address: the peer's, or where that is a trusted proxy, the rightmost entry of
 * `X-Forwarded-For` that no trusted proxy has written about itself.
 */
export function clientAddressOf(
  peer: string,
  forwarded: string | undefined,
  trusted: BlockList,
): string {
  let address = plainAddress(peer);
  const entries = forwarded?.split(',') ?? [];
  while (entries.length > 0 && isIP(address) !== 0 && trusted.check(address, family(address))) {
    const next = plainAddress(entries.pop() ?? '');
    if (isIP(next) === 0) break;
    address = next;
  }
  return address;
}

const tag = /^[a-z]{2,8}(-[a-z0-9]{1,8})*$/i;

/** The best language of an `Accept-Language` header, or null. */
export function languageOf(header: string | undefined): string | null {
  if (header === undefined || header.length > 500) return null;
  let best: { name: string; weight: number } | undefined;
  for (const part of header.split(',')) {
    const [name = '', ...parameters] = part.split(';').map((piece) => piece.trim());
    const given = parameters.find((parameter) => parameter.startsWith('q='));
    const weight = given === undefined ? 1 : Number(given.slice(2));
    if (tag.test(name) && name.length <= 35 && weight > (best?.weight ?? 0))
      best = { name, weight };
  }
  return best?.name ?? null;
}

/** The version of an `If-Match` header. One that names no version matches none. */
export function versionOf(header: string | undefined): number | undefined {
  if (header === undefined || header.trim() === '*') return undefined;
  const version = /^\s*"(\d{1,15})"\s*$/.exec(header)?.[1];
  return version === undefined ? -1 : Number(version);
}

/** Reads of a request what services may know, each thing when it is first asked for. */
export class Facts implements RequestFacts {
  readonly #c: Context<Env>;
  readonly #trusted: BlockList;
  readonly #closing: AbortSignal;
  sessionId: string | undefined;

  constructor(c: Context<Env>, trusted: BlockList, closing: AbortSignal) {
    this.#c = c;
    this.#trusted = trusted;
    this.#closing = closing;
  }

  get clientAddress(): string {
    const peer = this.#c.env?.incoming?.socket.remoteAddress ?? '127.0.0.1';
    return clientAddressOf(peer, this.#c.req.header('x-forwarded-for'), this.#trusted);
  }

  get origin(): string | null {
    return this.#c.req.header('origin') ?? null;
  }

  get language(): string | null {
    return languageOf(this.#c.req.header('accept-language'));
  }

  get ifMatch(): number | undefined {
    return versionOf(this.#c.req.header('if-match'));
  }

  get idempotencyKey(): string | undefined {
    return this.#c.req.header('idempotency-key');
  }

  get lastEventId(): string | undefined {
    return this.#c.req.header('last-event-id');
  }

  /** Aborted when the client goes away or the helpdesk closes. */
  get signal(): AbortSignal {
    return AbortSignal.any([this.#c.req.raw.signal, this.#closing]);
  }
}
