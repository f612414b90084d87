import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const built = fileURLToPath(new URL('../../../dist/widget/', import.meta.url));

/** A page of somebody's website. */
export interface HostedPage {
  /** What stands in its head, beside its style sheet. */
  head?: string;
  body: string;
  /** Its `/page.css`. */
  css?: string;
  /** Its `Content-Security-Policy`. */
  policy?: string;
}

/** Somebody's website on an origin of its own, which also hosts the widget's files at `/widget/`. */
export interface PageHost {
  origin: string;
  /** Shows this page from now on, at every path. */
  show(page: HostedPage): void;
  stop(): Promise<void>;
}

/** Starts a website on a free port. */
export async function hostPages(): Promise<PageHost> {
  let page: HostedPage = { body: '' };
  const server = createServer(async ({ url = '/' }, response) => {
    const { pathname } = new URL(url, 'http://page');
    const answer = (type: string, body: string | Buffer) =>
      response.setHeader('Content-Type', type).end(body);
    if (pathname === '/page.css') answer('text/css', page.css ?? '');
    else if (pathname.startsWith('/widget/')) {
      const file = join(built, basename(pathname));
      await readFile(file).then(
        (body) => answer('text/javascript', body),
        () => response.writeHead(404).end(),
      );
    } else if (pathname === '/favicon.ico') response.writeHead(204).end();
    else {
      if (page.policy) response.setHeader('Content-Security-Policy', page.policy);
      answer(
        'text/html',
        `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page</title>
        <link rel="stylesheet" href="/page.css">${page.head ?? ''}</head><body>${page.body}</body></html>`,
      );
    }
  });
  await new Promise<void>((listening) => server.listen(0, 'localhost', listening));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://localhost:${port}`,
    show: (next) => {
      page = next;
    },
    stop: () =>
      new Promise((stopped) => {
        server.close(() => stopped());
        server.closeAllConnections();
      }),
  };
}
