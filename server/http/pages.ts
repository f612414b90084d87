import { randomUUID } from 'node:crypto';
import type { Hono } from 'hono';
import { beginAct, notFound, refusalOf } from '../routes/entrance.ts';
import type { Handlers } from '../routes/handler.ts';
import { base, type Kernel } from './bind.ts';
import { type Env, Facts } from './facts.ts';
import { openApiDocument } from './openapi.ts';
import { pageIcon } from './page-icon.ts';
import { pageStyles } from './page-styles.ts';
import { refusalResponse } from './problems.ts';
import { widgetFiles } from './widget-files.ts';

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const pageHeaders = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': policy,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cache-Control': 'no-cache',
};

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};
const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign);

const loader = '<script type="module" src="/widget/deskbell.js"></script>';

function page(title: string, main: string, status = 200, script = ''): Response {
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<link rel="icon" href="/icon.svg">
<link rel="stylesheet" href="/page.css">
${script}
</head>
<body>
<main>
${main}
</main>
</body>
</html>
`;
  return new Response(html, { status, headers: { ...pageHeaders, 'X-Request-Id': randomUUID() } });
}

/** The same whether a team has no public form or does not exist. */
const noSuchForm = (): Response =>
  page('Not found', '<h1>Not found</h1>\n<p>There is no form here.</p>', 404);

const noScript = '<noscript><p>Please switch JavaScript on to use this page.</p></noscript>';

/** Binds the pages the server shows by itself, the widget's files and the signs of life. */
export function bindPages(
  app: Hono<Env>,
  kernel: Kernel,
  handlers: Handlers,
  widgetFolder: string,
): void {
  const { house } = kernel;
  const server = house.settings.publicUrl;

  app.get('/', () =>
    page(
      'Deskbell',
      `<h1>Deskbell</h1>\n<p><a href="/portal">My tickets</a></p>\n<p><a href="/openapi.json">The API</a></p>`,
    ),
  );

  app.get('/f/:teamSlug', async (c) => {
    const facts = new Facts(c, kernel.trustedProxies, kernel.closing);
    const act = beginAct(house, { kind: 'visitor' }, facts, house.clock());
    const teamSlug = c.req.param('teamSlug');
    try {
      await handlers['POST /forms/:teamSlug'].check?.(act, { teamSlug });
    } catch (error) {
      const refusal = refusalOf(error, undefined);
      if (refusal?.code === notFound().code) return noSuchForm();
      if (refusal !== undefined) return refusalResponse(refusal, randomUUID());
      throw error;
    }
    const tag = `<deskbell-form server="${escaped(server)}" team="${escaped(teamSlug)}"></deskbell-form>`;
    return page('Contact', `${tag}\n${noScript}`, 200, loader);
  });

  app.get('/portal', () => {
    const tag = `<deskbell-portal server="${escaped(server)}"></deskbell-portal>`;
    return page('My tickets', `${tag}\n${noScript}`, 200, loader);
  });

  for (const [path, type, text] of [
    ['/page.css', 'text/css; charset=utf-8', pageStyles],
    ['/icon.svg', 'image/svg+xml', pageIcon],
  ] as const) {
    app.get(
      path,
      () =>
        new Response(text, {
          headers: {
            'Content-Type': type,
            'Cache-Control': 'max-age=3600',
            'X-Content-Type-Options': 'nosniff',
          },
        }),
    );
  }

  const files = widgetFiles(widgetFolder);
  app.get('/widget/:name', async (c) => (await files(c.req.param('name'))) ?? c.notFound());

  const document = JSON.stringify(openApiDocument(`${server}${base}`));
  app.get(
    '/openapi.json',
    () =>
      new Response(document, {
        headers: {
          'Content-Type': 'application/json',
          'Access-Control-Allow-Origin': '*',
          'Cache-Control': 'max-age=300',
          'X-Content-Type-Options': 'nosniff',
        },
      }),
  );

  const sign = (status: number, body: object): Response =>
    new Response(JSON.stringify(body), {
      status,
      headers: { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' },
    });
  app.get('/healthz', () => sign(200, { status: 'ok' }));
  app.get('/readyz', async () => {
    try {
      await house.store.check();
      // The outbox is a part of the store; it can be read when this answers.
      await house.store.count('outbox', 'status', 'queued');
      return sign(200, { status: 'ok', store: 'ok', outbox: 'ok' });
    } catch (error) {
      kernel.log.warn({ err: error }, 'Not ready');
      return sign(503, { status: 'unavailable' });
    }
  });
}
