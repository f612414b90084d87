import { readFile } from 'node:fs/promises';
import { Hono } from 'hono';

/** A mail the helpdesk would have sent, for the demo's own mailbox page. */
export interface DemoMail {
  id: string;
  to: string;
  subject: string;
  text: string;
  sentAt: string;
}

interface ShopOptions {
  /** Where the helpdesk answers, without a trailing slash. */
  server: string;
  /** The folder with the pages. */
  site: URL;
  /** The newest mails first. */
  mails(): Promise<DemoMail[]>;
}

const pages = {
  '/': 'index',
  '/contact': 'contact',
  '/support': 'support',
  '/mail': 'mail',
} as const;
const titles = {
  index: 'Plants',
  contact: 'Contact',
  support: 'My tickets',
  mail: 'Demo mail',
} as const;

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign);

/** Mail text with its addresses made clickable; everything else stays text. */
const linked = (text: string): string =>
  text
    .split(/(https?:\/\/\S+)/)
    .map((part, at) =>
      at % 2 === 1 ? `<a href="${escaped(part)}">${escaped(part)}</a>` : escaped(part),
    )
    .join('');

const time = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'medium' });

const mailList = (mails: readonly DemoMail[]): string =>
  mails.length === 0
    ? '<p>No mail yet. Send the form on the contact page and look again.</p>'
    : `<ul class="mails">${mails
        .map(
          (mail) => `
        <li class="panel" id="${escaped(mail.id)}">
          <h2>${escaped(mail.subject)}</h2>
          <p class="to">To ${escaped(mail.to)}, <time datetime="${escaped(mail.sentAt)}">${time.format(new Date(mail.sentAt))}</time></p>
          <pre>${linked(mail.text)}</pre>
        </li>`,
        )
        .join('')}
      </ul>`;

/** The demo shop: somebody's website on an origin of its own, under a strict content security policy. */
export function shopOf({ server, site, mails }: ShopOptions): Hono {
  const app = new Hono();
  const read = (name: string): Promise<string> => readFile(new URL(name, site), 'utf8');
  const policy = [
    "default-src 'none'",
    `script-src ${server}`,
    "style-src 'self'",
    `connect-src ${server}`,
    "img-src 'self' blob:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  for (const [name, type] of [
    ['shop.css', 'text/css; charset=utf-8'],
    ['icon.svg', 'image/svg+xml'],
  ] as const) {
    app.get(`/${name}`, async (c) => c.body(await read(name), 200, { 'Content-Type': type }));
  }
  for (const [path, name] of Object.entries(pages) as [keyof typeof pages, keyof typeof titles][]) {
    app.get(path, async (c) => {
      const [layout, main] = await Promise.all([read('layout.html'), read(`${name}.html`)]);
      const parts: Record<string, string> = {
        main,
        title: titles[name],
        server,
        mails: name === 'mail' ? mailList(await mails()) : '',
      };
      // The main part first: it holds placeholders of its own. Mails last: they are nobody's template.
      let html = layout;
      for (const key of ['main', 'title', 'server', 'mails']) {
        html = html.replaceAll(`{{${key}}}`, () => parts[key] ?? '');
      }
      html = html.replace(`<a href="${path}">`, () => `<a href="${path}" aria-current="page">`);
      return c.html(html, 200, { 'Content-Security-Policy': policy });
    });
  }
  return app;
}
