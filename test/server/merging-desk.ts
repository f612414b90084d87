import type { MergePreview } from '../../sdk/contract/merging.ts';
import type { AgentTicket, Attachment, Message } from '../../sdk/contract/tickets.ts';
import { type Answer, type App, adminKey } from '../kit/open-app.ts';
import type { List } from './routes/desk.ts';

/** Merging as somebody does it; the admin key by default. */
export const merge = (
  app: App,
  into: string,
  sourceIds: readonly string[],
  more: { showSources?: boolean; token?: string; headers?: Record<string, string> } = {},
): Promise<Answer<AgentTicket>> => {
  const { token = adminKey, headers = {}, ...choice } = more;
  const body = { sourceIds, ...choice };
  return app.request('POST', `/tickets/${into}/merge`, { token, headers, body });
};

export const unmerge = (app: App, id: string, token = adminKey): Promise<Answer<AgentTicket>> =>
  app.request('POST', `/tickets/${id}/unmerge`, { token });

export const preview = (
  app: App,
  into: string,
  sourceIds: readonly string[],
  token = adminKey,
): Promise<Answer<MergePreview>> =>
  app.request('GET', `/tickets/${into}/merge?sourceIds=${sourceIds.join(',')}`, { token });

/** Everything a person reads of a ticket's thread; undefined where it does not exist for them. */
export async function threadOf(
  app: App,
  ticketId: string,
  token = adminKey,
): Promise<Message[] | undefined> {
  const path = `/tickets/${ticketId}/messages?limit=100`;
  const { status, json } = await app.request<List<Message>>('GET', path, { token });
  return status === 200 ? json.items : undefined;
}

/** What is said on a ticket, as somebody reads it: `visibility: body`. */
export async function saidOn(app: App, ticketId: string, token = adminKey): Promise<string[]> {
  const items = (await threadOf(app, ticketId, token)) ?? [];
  return items
    .filter((item) => item.kind === 'message')
    .map((item) => `${item.visibility}: ${item.body}`);
}

export async function write(
  app: App,
  ticketId: string,
  body: string,
  more: { token?: string; visibility?: 'public' | 'note'; attachmentIds?: string[] } = {},
): Promise<void> {
  const { token = adminKey, ...rest } = more;
  const path = `/tickets/${ticketId}/messages`;
  const answer = await app.request('POST', path, { token, body: { body, ...rest } });
  if (answer.status !== 201) throw new Error(`${path}: ${answer.status} ${answer.text}`);
}

export async function upload(app: App, name: string, token = adminKey): Promise<Attachment> {
  const body = new FormData();
  body.append('file', new File([`text of ${name}`], name, { type: 'text/plain' }));
  return (await app.request<Attachment>('POST', '/attachments', { token, body })).json;
}
