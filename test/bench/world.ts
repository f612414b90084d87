import { randomIds } from '../../server/ports/ids.ts';
import {
  followerId,
  type PersonRow,
  type StageRow,
  type TeamRow,
  type TicketRow,
} from '../../server/stores/rows.ts';
import type { Store } from '../../server/stores/store.ts';

const then = Date.parse('2026-01-01T00:00:00.000Z');
const ids = randomIds();

/** Who follows at most this many tickets, whatever their number. */
const followed = 1000;
const words = ['parcel', 'invoice', 'password', 'delivery', 'colour', 'refund', 'garden', 'number'];

const person = (name: string, kind: PersonRow['kind']): PersonRow => ({
  id: ids.id(),
  version: 0,
  kind,
  role: kind === 'internal' ? 'agent' : null,
  name,
  email: `${name.toLowerCase().replaceAll(' ', '.')}@bench.example`,
  phone: null,
  companyIds: [],
  locale: null,
  timeZone: null,
  active: true,
  createdAt: new Date(then).toISOString(),
});

/** What the bench asks for. */
export interface World {
  teamSlug: string;
  /** A customer who follows 100 tickets, or 1,000 where there are more. */
  customerId: string;
}

/** Fills a store that has only its stages with one public team and so many tickets. */
export async function fillStore(store: Store, tickets: number): Promise<World> {
  const stages: StageRow[] = await store.find('stage', 'all', '');
  const open = stages.find((stage) => !stage.folded);
  const done = stages.find((stage) => stage.folded);
  if (open === undefined || done === undefined) throw new Error('The store has no stages.');
  const agents = Array.from({ length: 5 }, (_, at) => person(`Bench Agent ${at}`, 'internal'));
  const customers = Array.from({ length: 100 }, (_, at) =>
    person(`Bench Customer ${at}`, 'portal'),
  );
  const reader = person('Bench Reader', 'portal');
  const team: TeamRow = {
    id: ids.id(),
    version: 0,
    name: 'Bench',
    slug: 'bench',
    description: '',
    companyId: null,
    visibility: 'public',
    autoAssign: true,
    assignMethod: 'equal_open',
    memberIds: agents.map(({ id }) => id),
    formFields: [],
    allowedOrigins: [],
    privacy: null,
    replyTo: null,
    customerMayClose: false,
    reopenPolicy: 'always',
    retentionDays: null,
    translations: {},
    archived: false,
    createdAt: new Date(then).toISOString(),
  };
  await store.transact(async (tx) => {
    for (const row of [...agents, ...customers, reader]) await tx.put('person', row);
    await tx.put('team', team);
  });

  const every = Math.max(1, Math.floor(tickets / followed));
  const batch = 250;
  for (let from = 0; from < tickets; from += batch) {
    await store.transact(async (tx) => {
      for (let at = from; at < Math.min(tickets, from + batch); at += 1) {
        const customer = at % every === 0 ? reader : customers[at % customers.length];
        const agent = agents[at % agents.length];
        const closed = at % 3 !== 0;
        const time = new Date(then + at * 1000).toISOString();
        const word = words[at % words.length];
        const ticket: TicketRow = {
          id: ids.id(),
          version: 0,
          number: await tx.nextNumber(),
          teamId: team.id,
          stageId: closed ? done.id : open.id,
          subject: `About my ${word}, order ${at}`,
          description: `The ${word} I asked for is not what I expected. Please have a look at it.`,
          customerId: customer?.id ?? null,
          creatorId: customer?.id ?? null,
          assigneeId: agent?.id ?? null,
          priority: at % 4,
          tags: [],
          fields: [],
          phone: null,
          phoneConfirmed: false,
          addressConfirmed: true,
          attachmentIds: [],
          consent: null,
          closedAt: closed ? time : null,
          archived: false,
          mergedInto: null,
          opportunityId: null,
          createdAt: time,
          updatedAt: time,
        };
        await tx.put('ticket', ticket);
        for (const one of [customer, agent]) {
          if (one === undefined) continue;
          await tx.put('ticketFollower', {
            id: followerId(ticket.id, one.id),
            version: 0,
            ticketId: ticket.id,
            personId: one.id,
            muted: false,
          });
        }
        await tx.put('message', {
          id: ids.id(),
          version: 0,
          ticketId: ticket.id,
          kind: 'event',
          visibility: 'note',
          body: '',
          authorId: customer?.id ?? null,
          attachmentIds: [],
          action: 'created',
          data: {},
          createdAt: time,
        });
      }
    });
  }
  return { teamSlug: team.slug, customerId: reader.id };
}
