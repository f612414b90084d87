import type { Message, PortalTicket } from '../../../sdk/contract/tickets.ts';

/** The helpdesk's address in these tests; nothing is there but the fake. */
export const server = 'https://desk.test';

const now = Date.now();
const ago = (minutes: number): string => new Date(now - minutes * 60_000).toISOString();

export const aTicket = (id: string, changes: Partial<PortalTicket> = {}): PortalTicket => ({
  id,
  number: 1000 + Number(id.replace(/\D/g, '') || 1),
  version: 1,
  team: { slug: 'orders', name: 'Orders' },
  stage: { name: 'In Progress' },
  open: true,
  subject: `Ticket ${id}`,
  description: 'The handle came off on the second day.\nCan you send another one?',
  fields: [],
  attachments: [],
  muted: false,
  mayClose: true,
  mayReply: true,
  createdAt: ago(3000),
  updatedAt: ago(42),
  closedAt: null,
  ...changes,
});

export const aMessage = (id: string, changes: Partial<Message> = {}): Message => ({
  id,
  kind: 'message',
  visibility: 'public',
  body: `Message ${id}`,
  author: { name: 'Mara Lind', mine: false },
  attachments: [],
  createdAt: ago(40),
  ...changes,
});

interface Call {
  method: string;
  path: string;
  query: URLSearchParams;
  body: Record<string, unknown>;
  headers: Headers;
  signal: AbortSignal;
}

type Answer = Response | Promise<Response>;
type Route = (call: Call) => Answer;

export const json = (data: unknown, status = 200): Response =>
  new Response(status === 204 ? null : JSON.stringify(data), { status });

export const problem = (status: number, code: string, more: object = {}): Response =>
  json(
    { type: 'about:blank', title: code, detail: code, status, code, requestId: 'r', ...more },
    status,
  );

/** What the platform does where there is no network. */
export const offline = (): Promise<Response> => Promise.reject(new TypeError('Failed to fetch'));

/** A promise and what settles it, for answers that come when a test says so. */
export function later(): { answer: Promise<Response>; give: (response: Response) => void } {
  let give: (response: Response) => void = () => undefined;
  const answer = new Promise<Response>((resolve) => {
    give = resolve;
  });
  return { answer, give };
}

/** A helpdesk in place of the network: state in plain fields, single routes replaceable. */
export class Desk {
  readonly tickets: PortalTicket[] = [];
  readonly messages = new Map<string, Message[]>();
  readonly calls: Call[] = [];
  readonly routes = new Map<string, Route>();
  pageSize = 20;
  scope: 'full' | { ticketId: string } = 'full';
  #streams = new Set<ReadableStreamDefaultController<Uint8Array>>();
  readonly #fetch = globalThis.fetch;

  constructor() {
    globalThis.fetch = (input, init) => {
      const request = new Request(input, init);
      return request.url.startsWith(server) ? this.#answer(request) : this.#fetch(request);
    };
  }

  close(): void {
    globalThis.fetch = this.#fetch;
  }

  get streams(): number {
    return this.#streams.size;
  }

  /** Sends a live event to all who listen. */
  tell(type: string, ticketId: string): void {
    const text = `id: 1\nevent: ${type}\ndata: ${JSON.stringify({ ticketId })}\n\n`;
    for (const stream of this.#streams) stream.enqueue(new TextEncoder().encode(text));
  }

  /** The calls of one route, oldest first. */
  callsOf(route: string): Call[] {
    return this.calls.filter(({ method, path }) => `${method} ${path}` === route);
  }

  async #answer(request: Request): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    const path = pathname.replace('/api/v1', '');
    const text = await request.clone().text();
    const { method, headers, signal } = request;
    const body = text ? JSON.parse(text) : {};
    const call = { method, path, query: searchParams, body, headers, signal };
    this.calls.push(call);
    signal.throwIfAborted();
    const replaced = this.routes.get(`${method} ${path}`);
    return replaced ? replaced(call) : this.#usual(call);
  }

  #usual({ method, path, query, body, headers, signal }: Call): Response {
    if (path === '/auth/link') return json(undefined, 202);
    if (path === '/auth/session' && method === 'POST') {
      const person = { id: 'p1', name: 'Ada Example', email: 'ada@example.com', kind: 'portal' };
      const token = `session-${String(body.token)}`;
      return json({ token, expiresAt: ago(-720), person, scope: this.scope }, 201);
    }
    if (!headers.has('authorization')) return problem(401, 'unauthenticated');
    if (path === '/auth/session') return json(undefined, 204);
    if (path === '/events') return this.#stream(signal);
    if (path === '/tickets') return this.#list(query);
    const [, id = '', action] = /^\/tickets\/([^/]+)\/?(.*)$/.exec(path) ?? [];
    const ticket = this.tickets.find((each) => each.id === id);
    if (!ticket) return problem(404, 'not_found');
    const messages = this.messages.get(id) ?? [];
    if (action === 'messages' && method === 'POST') {
      const author = { name: 'Ada Example', mine: true };
      const message = aMessage(`new${messages.length}`, { body: String(body.body), author });
      this.messages.set(id, [...messages, message]);
      return json(message, 201);
    }
    if (action === 'messages') return json({ items: messages, nextCursor: null });
    if (action === 'close') {
      Object.assign(ticket, { open: false, mayClose: false, stage: { name: 'Solved' } });
    }
    return json(ticket);
  }

  #list(query: URLSearchParams): Response {
    const open = query.get('state') === 'open';
    const start = Number(query.get('cursor') ?? 0);
    const all = this.tickets.filter((ticket) => ticket.open === open);
    const end = start + this.pageSize;
    return json({ items: all.slice(start, end), nextCursor: end < all.length ? `${end}` : null });
  }

  #stream(signal: AbortSignal): Response {
    const streams = this.#streams;
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        streams.add(controller);
        signal.addEventListener('abort', () => {
          streams.delete(controller);
          controller.error(signal.reason);
        });
      },
      cancel: () => streams.clear(),
    });
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
  }
}
