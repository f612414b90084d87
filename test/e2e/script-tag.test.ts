import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openBrowser } from '../kit/chromium.ts';
import { hostPages, type PageHost } from '../kit/widget/page-host.ts';

describe('the script tag', () => {
  let host: PageHost;
  let browser: Browser;
  let page: Page;
  /** The widget's files the page has asked for, by name without their hash. */
  let fetched: string[];

  beforeAll(async () => {
    host = await hostPages();
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await host?.stop();
  });
  beforeEach(async () => {
    page = await browser.newPage({ viewport: { width: 800, height: 600 } });
    fetched = [];
    await page.route('**/api/v1/**', (route) => route.abort());
    page.on('request', (request) => {
      const name = /\/widget\/(\w+)[-.]/.exec(request.url())?.[1];
      if (name) fetched.push(name);
    });
    return () => page.close();
  });

  const script = '<script type="module" src="/widget/deskbell.js"></script>';
  const form = '<deskbell-form server="http://localhost:9" team="t"></deskbell-form>';
  const shows = () => page.getByLabel('Message').waitFor();
  /** By then the loader has looked at what is in the page. */
  const twoFrames = () =>
    page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    );

  it('fetches itself and one chunk for a form', async () => {
    host.show({ head: script, body: form });
    await page.goto(host.origin, { waitUntil: 'networkidle' });
    await shows();
    expect(fetched.filter((name) => name !== 'outcome')).toEqual(['deskbell', 'form']);
  });

  it('fetches nothing for a form far below until it comes near', async () => {
    host.show({
      head: script,
      body: `<div class="above"></div>${form}`,
      css: '.above { height: 4000px }',
    });
    await page.goto(host.origin, { waitUntil: 'networkidle' });
    await twoFrames();
    expect(fetched).toEqual(['deskbell']);
    await page.evaluate(() => scrollTo(0, 4000 - innerHeight - 100));
    await shows();
    expect(fetched).toContain('form');
  });

  it('finds a form that is added later, deep in something', async () => {
    host.show({ head: script, body: '<p>Nothing yet</p>' });
    await page.goto(host.origin, { waitUntil: 'networkidle' });
    expect(fetched).toEqual(['deskbell']);
    await page.evaluate((html) => {
      const section = document.createElement('section');
      section.innerHTML = `<div>${html}</div>`;
      document.body.append(section);
    }, form);
    await shows();
  });

  it('fetches a hidden form when it is shown', async () => {
    host.show({ head: script, body: `<div hidden>${form}</div>` });
    await page.goto(host.origin, { waitUntil: 'networkidle' });
    await twoFrames();
    expect(fetched).toEqual(['deskbell']);
    await page.evaluate(() => document.querySelector('div')?.removeAttribute('hidden'));
    await shows();
  });

  it('moves nothing inside the form after its first paint', async () => {
    await page.unroute('**/api/v1/**');
    await page.route('**/api/v1/**', async (route) => {
      await page.waitForFunction(
        () => performance.getEntriesByName('first-contentful-paint').length,
      );
      await route.fulfill({
        headers: { 'Access-Control-Allow-Origin': '*' },
        json: {
          team: { slug: 't', name: 'A team', description: 'One line.\nAnother.', company: null },
          fields: [],
          attachments: { maxFiles: 5, maxBytes: 10_000_000, types: [] },
          privacy: null,
          formToken: 'x',
          challenge: null,
        },
      });
    });
    host.show({ head: script, body: form });
    await page.addInitScript(() => {
      const shifts: number[] = [];
      Object.assign(globalThis, { shifts });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries())
          shifts.push((entry as PerformanceEntry & { value: number }).value);
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await page.goto(host.origin);
    await page.getByRole('heading', { name: 'A team' }).waitFor();
    await twoFrames();
    const shifts = await page.evaluate(
      () => (globalThis as unknown as { shifts: number[] }).shifts,
    );
    expect(shifts).toEqual([]);
  });
});
