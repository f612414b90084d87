import type { FormDescription } from '../../../sdk/contract/forms.ts';

/** The helpdesk's address in these tests; nothing is there but the fake. */
export const server = 'https://help.test';

export const description: FormDescription = {
  team: {
    slug: 'support',
    name: 'Customer Support',
    description: 'Questions about an order.\nWe answer within one working day.',
    company: null,
  },
  fields: [],
  attachments: {
    maxFiles: 3,
    maxBytes: 10_000_000,
    types: ['image/png', 'image/jpeg', 'text/plain'],
  },
  privacy: null,
  formToken: 'token-1',
  challenge: null,
};

export const json = (data: unknown, status = 200, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(data), { status, headers });

export const problem = (
  status: number,
  code: string,
  more: object = {},
  headers: Record<string, string> = {},
): Response =>
  json(
    { type: 'about:blank', title: code, detail: code, status, code, requestId: 'r', ...more },
    status,
    headers,
  );

interface Posted {
  key: string | null;
  authorization: string | null;
  fields: Record<string, unknown>;
  files: File[];
}

type Answer = Response | Promise<Response>;

/** A helpdesk in the page, in place of `fetch`; every answer can be replaced. */
export class Helpdesk {
  /** The paths and queries of every description that was asked for. */
  asked: string[] = [];
  posts: Posted[] = [];
  describe: (path: string) => Answer = () => json(description);
  take: (post: Posted) => Answer = () =>
    json({ id: 'ticket-1', number: 1042, subject: 'The leaves turn yellow' }, 201);

  readonly #fetch = window.fetch;
  readonly #now = Date.now;

  /** Answers from here until `close`; the clock stands late enough that no submit is too fast. */
  open(): void {
    let minutes = 0;
    Date.now = () => this.#now() + 60_000 * minutes++;
    window.fetch = async (input, init) => {
      const request = new Request(input, init);
      const { pathname, search } = new URL(request.url);
      if (request.method === 'GET') {
        this.asked.push(pathname + search);
        return this.describe(pathname);
      }
      return this.take(await this.#keep(request));
    };
  }

  close(): void {
    window.fetch = this.#fetch;
    Date.now = this.#now;
  }

  async #keep(request: Request): Promise<Posted> {
    const multipart = request.headers.get('content-type')?.startsWith('multipart/');
    const entries = multipart
      ? [...(await request.formData())]
      : Object.entries((await request.json()) as Record<string, unknown>);
    const post: Posted = {
      key: request.headers.get('idempotency-key'),
      authorization: request.headers.get('authorization'),
      fields: Object.fromEntries(
        entries
          .filter(([, value]) => !(value instanceof File))
          // Multipart writes line breaks its own way; the server reads both.
          .map(([name, value]) => [name, `${value}`.replaceAll('\r\n', '\n')]),
      ),
      files: entries.map(([, value]) => value).filter((value) => value instanceof File),
    };
    this.posts.push(post);
    return post;
  }
}
