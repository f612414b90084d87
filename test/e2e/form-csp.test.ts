import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDeskClient } from '../../sdk/index.ts';
import { errorsOf, openBrowser } from '../kit/chromium.ts';
import { adminKey, type ServerProcess, startServerProcess } from '../kit/server-process.ts';
import { hostPages, type PageHost } from '../kit/widget/page-host.ts';

/** What a visitor does with a form, from the first error to the receipt of a message with a file. */
async function useForm(page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'Questions' }).waitFor();
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByRole('link', { name: 'Enter your name' }).click();
  await page.keyboard.type('Demo Visitor');
  await page.getByLabel('Email address').fill('visitor@demo.example');
  await page.getByLabel('Subject').fill('Under a strict policy');
  await page.getByLabel('Message').fill('One line\nand another');
  await page
    .getByLabel('Attachments')
    .setInputFiles([{ name: 'note.txt', mimeType: 'text/plain', buffer: Buffer.from('a note') }]);
  await page.getByRole('button', { name: 'Remove note.txt' }).waitFor();
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByRole('heading', { name: 'We have received your message' }).waitFor();
  await page.getByRole('button', { name: 'Send another message' }).click();
  await page.getByLabel('Subject').waitFor();
}

describe('the form under a strict policy', () => {
  let dataDir: string;
  let server: ServerProcess;
  let host: PageHost;
  let browser: Browser;
  let page: Page;
  let errors: string[];

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'deskbell-csp-'));
    server = await startServerProcess(dataDir);
    await createDeskClient({ server: server.url, token: adminKey }).teams.create({
      name: 'Questions',
      slug: 'questions',
      visibility: 'public',
      description: 'Ask us anything.',
    });
    host = await hostPages();
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await host?.stop();
    await server?.stop();
    await rm(dataDir, { recursive: true, force: true });
  });
  beforeEach(async () => {
    page = await browser.newPage();
    errors = errorsOf(page);
    await page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
        console.error('violation', violatedDirective, blockedURI),
      );
    });
    return () => page.close();
  });

  const form = (): string =>
    `<deskbell-form server="${server.url}" team="questions"></deskbell-form>`;
  const own = '<script type="module" src="/widget/deskbell.js"></script>';
  const theirs = (): string =>
    `<script type="module" src="${server.url}/widget/deskbell.js"></script>`;
  const ownPolicy = (): string =>
    `default-src 'none'; script-src 'self'; style-src 'self'; connect-src ${server.url}`;

  it('works where the page hosts the files', async () => {
    host.show({ head: own, body: form(), policy: ownPolicy() });
    await page.goto(host.origin);
    await useForm(page);
    expect(errors).toEqual([]);
  });

  it('works where the server hosts the files', async () => {
    host.show({
      head: theirs(),
      body: form(),
      policy: `default-src 'none'; script-src ${server.url}; style-src 'self'; connect-src ${server.url}`,
    });
    await page.goto(host.origin);
    await useForm(page);
    expect(errors).toEqual([]);
  });

  it('works with Trusted Types enforced', async () => {
    const trusted = "require-trusted-types-for 'script'; trusted-types lit-html";
    host.show({ head: own, body: form(), policy: `${ownPolicy()}; ${trusted}` });
    await page.goto(host.origin);
    await useForm(page);
    expect(errors).toEqual([]);
  });

  it('works inside a provider', async () => {
    host.show({
      head: own,
      body: `<deskbell-provider server="${server.url}"><main><deskbell-form team="questions"></deskbell-form></main></deskbell-provider>`,
      policy: ownPolicy(),
    });
    await page.goto(host.origin);
    await useForm(page);
    expect(errors).toEqual([]);
  });

  it('works when loaded twice, from the page and from the server', async () => {
    host.show({
      head: own + theirs(),
      body: form() + form(),
      policy: `default-src 'none'; script-src 'self' ${server.url}; style-src 'self'; connect-src ${server.url}`,
    });
    await page.goto(host.origin);
    await page
      .locator('deskbell-form')
      .nth(1)
      .getByRole('heading', { name: 'Questions' })
      .waitFor();
    await page.evaluate(() => document.querySelector('deskbell-form')?.remove());
    await useForm(page);
    expect(errors).toEqual([]);
  });

  it('works in a page that resets every element, moved while it is written in', async () => {
    host.show({
      head: own,
      body: `<main>${form()}</main><aside></aside>`,
      css: '* { all: unset !important; display: block !important; line-height: 0 !important } head, head * { display: none !important }',
      policy: ownPolicy(),
    });
    await page.goto(host.origin);
    await page.getByLabel('Phone').fill('+49 30 1234');
    await page.evaluate(() =>
      document.querySelector('aside')?.append(document.querySelector('deskbell-form') as Node),
    );
    expect(await page.getByLabel('Phone').inputValue()).toBe('+49 30 1234');
    await useForm(page);
    expect(errors).toEqual([]);
  });
});
