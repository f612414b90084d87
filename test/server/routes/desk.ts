import type { OutboxItem } from '../../../sdk/contract/outbox.ts';
import type { Person } from '../../../sdk/contract/people.ts';
import type { Stage } from '../../../sdk/contract/stages.ts';
import type { Follower } from '../../../sdk/contract/teams.ts';
import type { AgentTicket, Message } from '../../../sdk/contract/tickets.ts';
import type { App } from '../../kit/open-app.ts';

/** Somebody with a session. */
export interface Signed {
  person: Person;
  token: string;
}

export interface List<Item> {
  items: Item[];
  nextCursor: string | null;
}

let people = 0;
const addressFor = (name: string): string => {
  people += 1;
  return `${name.toLowerCase().replace(/[^a-z]+/g, '.')}.${people}@people.example`;
};

export const addAgent = (app: App, name: string, more: object = {}): Promise<Signed> =>
  app.signIn({ kind: 'internal', role: 'agent', name, email: addressFor(name), ...more });

export const addManager = (app: App, name: string): Promise<Signed> =>
  app.signIn({ kind: 'internal', role: 'manager', name, email: addressFor(name) });

export const addCustomer = (app: App, name: string): Promise<Signed> =>
  app.signIn({ name, email: addressFor(name) });

/** A ticket opened with the admin key. */
export const addTicket = (app: App, teamId: string, more: object = {}): Promise<AgentTicket> =>
  app.admin('POST', '/tickets', { teamId, subject: 'A subject', description: 'A text', ...more });

export const readTicket = (app: App, id: string): Promise<AgentTicket> =>
  app.admin('GET', `/tickets/${id}`);

/** The shared stages by name. */
export async function stagesByName(app: App): Promise<Record<string, Stage>> {
  const { items } = await app.admin<List<Stage>>('GET', '/stages?limit=100');
  return Object.fromEntries(items.map((stage) => [stage.name, stage]));
}

export async function followerIds(app: App, path: string): Promise<string[]> {
  const { items } = await app.admin<{ items: Follower[] }>('GET', `${path}/followers`);
  return items.map(({ person }) => person.id);
}

export async function historyOf(app: App, ticketId: string): Promise<Message[]> {
  const { items } = await app.admin<List<Message>>(
    'GET',
    `/tickets/${ticketId}/messages?limit=100`,
  );
  return items.filter((item) => item.kind === 'event');
}

/** What is queued or was dropped for whom, the oldest first: `event recipient`. */
export async function mailsOf(
  app: App,
  ticketId: string,
  status: OutboxItem['status'] = 'queued',
): Promise<string[]> {
  const { items } = await app.admin<List<OutboxItem>>('GET', `/outbox?limit=100&status=${status}`);
  return items
    .filter((item) => item.ticketId === ticketId)
    .map((item) => `${item.event} ${item.recipient}`)
    .reverse();
}
