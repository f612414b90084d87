import type { App } from './open-app.ts';

/** The token of the newest mailed link of a kind to an address. */
export function tokenMailedTo(app: App, address: string, kind: 'link' | 'guest'): string {
  const mail = app.mail.sent().find(({ to }) => to.address === address);
  const token = new RegExp(`#${kind}=([\\w-]+)`).exec(mail?.text ?? '')?.[1];
  if (token === undefined) throw new Error(`No ${kind} link was mailed to ${address}.`);
  return token;
}
