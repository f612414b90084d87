import { vi } from 'vitest';
import { type ClientOptions, createDeskClient, type DeskClient } from '../../sdk/index.ts';

/** What a request carried, read before it was answered. */
export interface Seen {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Headers;
  text: string;
  form: FormData | undefined;
}

type Reply = Response | Error | 'silence';

/** A JSON answer. */
export const json = (data: unknown, status = 200, headers: Record<string, string> = {}): Response =>
  new Response(status === 204 ? null : JSON.stringify(data), {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  });

/** A refusal as the helpdesk words it. */
export const problem = (status: number, code: string, rest: object = {}, headers = {}): Response =>
  json(
    {
      type: 'about:blank',
      title: code,
      status,
      code,
      detail: `It is ${code}.`,
      requestId: 'r1',
      ...rest,
    },
    status,
    { 'content-type': 'application/problem+json', ...headers },
  );

/** A client over a helpdesk that answers by `reply`; an Error is a lost connection. */
export function fake(
  reply: (seen: Seen, nth: number) => Reply | Promise<Reply>,
  options: Partial<ClientOptions> = {},
): { client: DeskClient; seen: Seen[]; options: ClientOptions; held: readonly Request[] } {
  const seen: Seen[] = [];
  const held: Request[] = [];
  const fetch = async (request: Request): Promise<Response> => {
    request.signal.throwIfAborted();
    const url = new URL(request.url);
    const multipart = request.headers.get('content-type')?.startsWith('multipart/');
    const one: Seen = {
      method: request.method,
      path: url.pathname.replace(/^\/api\/v1/, ''),
      query: url.searchParams,
      headers: request.headers,
      form: multipart ? await request.formData() : undefined,
      text: multipart ? '' : await request.text(),
    };
    seen.push(one);
    const answer = await reply(one, seen.length);
    if (answer instanceof Error) throw answer;
    if (answer !== 'silence') {
      // As the platform's: a body ends with its request.
      const body = answer.body?.pipeThrough(new TransformStream(), { signal: request.signal });
      return new Response(body ?? null, answer);
    }
    // A connection would hold the request; without one it could be collected, and never be ended.
    held.push(request);
    return new Promise((_, reject) => {
      request.signal.addEventListener('abort', () => reject(request.signal.reason));
    });
  };
  const all: ClientOptions = { server: 'https://help.example/', fetch, ...options };
  return { client: createDeskClient(all), seen, options: all, held };
}

/**
 * Stills the clock: timers, dates, and `AbortSignal.timeout`, which runs on the platform's own
 * timers. `vi.useRealTimers` and `vi.restoreAllMocks` set it going again.
 */
export function stillClock(): void {
  vi.useFakeTimers({ now: 0 });
  vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(new DOMException('Too late.', 'TimeoutError')), ms);
    return controller.signal;
  });
}
