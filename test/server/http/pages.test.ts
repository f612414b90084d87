import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openApp, publicUrl } from '../../kit/open-app.ts';

async function openWithWidget() {
  const folder = await mkdtemp(join(tmpdir(), 'deskbell-widget-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await Promise.all([
    writeFile(join(folder, 'deskbell.js'), 'import("./ticket-form-CogG6K4B.js")'),
    writeFile(join(folder, 'ticket-form-CogG6K4B.js'), 'export {}'),
    writeFile(join(folder, '.secret'), 'secret'),
    writeFile(join(folder, 'notes.txt'), 'secret'),
  ]);
  return openApp({ widgetFolder: folder });
}

describe('the page of a form', () => {
  test('shows the element and nothing of its own that runs', async () => {
    const app = await openApp();
    await app.addTeam({ name: 'Support', visibility: 'public' });
    const response = await app.fetch('/f/support');
    const html = await response.text();
    expect(response.status).toBe(200);
    expect(html).toContain(`<deskbell-form server="${publicUrl}" team="support"></deskbell-form>`);
    expect(html).toContain('<script type="module" src="/widget/deskbell.js"></script>');
    expect(html).not.toMatch(/<style|\sstyle=|<script>|\son\w+=/);
    const policy = response.headers.get('content-security-policy')?.split('; ');
    expect(policy).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "connect-src 'self'",
      "img-src 'self' blob:",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ]);
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('is the same for teams without one and teams that do not exist', async () => {
    const app = await openApp();
    await app.addTeam({ name: 'Inner', visibility: 'company' });
    const { id } = await app.addTeam({ name: 'Old', visibility: 'public' });
    await app.admin('PATCH', `/teams/${id}`, { archived: true });
    const pages = await Promise.all(
      ['inner', 'old', 'none', '%22%3E%3Cscript%3E', '%ff'].map(async (slug) => {
        const response = await app.fetch(`/f/${slug}`);
        return [response.status, await response.text()];
      }),
    );
    expect(new Set(pages.map((page) => JSON.stringify(page))).size).toBe(1);
    expect(pages[0]?.[0]).toBe(404);
    expect(pages[0]?.[1]).not.toContain('script');
  });

  test('is there also where the form is offered on other origins only', async () => {
    const app = await openApp();
    const allowedOrigins = ['https://shop.example'];
    await app.addTeam({ name: 'Support', visibility: 'public', allowedOrigins });
    expect((await app.fetch('/f/support')).status).toBe(200);
  });
});

describe('other pages', () => {
  test('are the portal, and a start that leads to it', async () => {
    const app = await openApp();
    const portal = await (await app.fetch('/portal')).text();
    expect(portal).toContain(`<deskbell-portal server="${publicUrl}"></deskbell-portal>`);
    expect(await (await app.fetch('/')).text()).toContain('href="/portal"');
    const styles = await app.fetch('/page.css');
    expect(styles.headers.get('content-type')).toBe('text/css; charset=utf-8');
  });

  test('say whether the server lives and works', async () => {
    const app = await openApp();
    expect((await app.fetch('/healthz')).status).toBe(200);
    expect(await (await app.fetch('/readyz')).json()).toEqual({
      status: 'ok',
      store: 'ok',
      outbox: 'ok',
    });
    app.helpdesk.house.store.check = () => Promise.reject(new Error('the disk is full'));
    const response = await app.fetch('/readyz');
    expect([response.status, await response.text()]).toEqual([503, '{"status":"unavailable"}']);
    expect((await app.fetch('/healthz')).status).toBe(200);
  });
});

describe("the widget's files", () => {
  test('may be loaded by every page; chunks are kept, the loader is not', async () => {
    const app = await openWithWidget();
    const loader = await app.fetch('/widget/deskbell.js');
    const chunk = await app.fetch('/widget/ticket-form-CogG6K4B.js');
    for (const { headers } of [loader, chunk]) {
      expect(headers.get('content-type')).toBe('text/javascript; charset=utf-8');
      expect(headers.get('access-control-allow-origin')).toBe('*');
      expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    }
    expect(loader.headers.get('cache-control')).toBe('max-age=300');
    expect(chunk.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(await chunk.text()).toBe('export {}');
  });

  test.each([
    'none.js',
    '.secret',
    'notes.txt',
    '..%2fpackage.json',
    '%2e%2e%2fpackage.json',
    '..%5cpackage.json',
    '%00.js',
    'constructor',
    '',
  ])('are those alone: %s is not there', async (name) => {
    const app = await openWithWidget();
    expect((await app.fetch(`/widget/${name}`)).status).toBe(404);
  });
});
