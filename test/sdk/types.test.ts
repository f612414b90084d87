import { describe, expectTypeOf, it } from 'vitest';
import type {
  AgentTicket,
  Answer,
  Client,
  DeskClient,
  LiveEvent,
  Message,
  Page,
  PortalTicket,
  Receipt,
  Team,
  Ticket,
} from '../../sdk/index.ts';
import { createClient, createDeskClient } from '../../sdk/index.ts';

// Checked by the compiler; nothing here is run.
const never = (_: (client: DeskClient) => unknown) => undefined;

describe('types', () => {
  it('of answers come from the contract', () => {
    expectTypeOf<ReturnType<DeskClient['tickets']['create']>>().toEqualTypeOf<
      Answer<AgentTicket>
    >();
    expectTypeOf<ReturnType<Client['messages']['page']>>().toEqualTypeOf<Answer<Page<Message>>>();
    expectTypeOf<ReturnType<Client['forms']['submit']>>().toEqualTypeOf<Answer<Receipt>>();
    expectTypeOf<Awaited<ReturnType<Client['auth']['signOut']>>>().toBeUndefined();
    never(async (client) => {
      expectTypeOf(await client.tickets.get('k1')).toEqualTypeOf<Ticket>();
      expectTypeOf(await client.tickets.get<PortalTicket>('k1')).toEqualTypeOf<PortalTicket>();
      expectTypeOf(await client.send('GET /teams/:id', { params: { id: 't1' } })).toExtend<Team>();
      const { data } = await client.send('POST /teams', { body: { name: 'A' } }).withResponse();
      expectTypeOf(data).toExtend<Team>();
      expectTypeOf(
        await client.send('GET /attachments/:id', {
          params: { id: 'f' },
          read: (answer) => answer.text(),
        }),
      ).toBeString();
      for await (const event of client.events()) expectTypeOf(event).toEqualTypeOf<LiveEvent>();
    });
  });

  it('refuse what the contract does not have', () => {
    never((client) => {
      // @ts-expect-error no such route
      client.send('GET /nothing');
      // @ts-expect-error the id is missing
      client.send('GET /tickets/:id');
      // @ts-expect-error another parameter's name
      client.send('GET /tickets/:id', { params: { ticketId: 'k1' } });
      // @ts-expect-error this route takes no query
      client.send('GET /tickets/:id', { params: { id: 'k1' }, query: { limit: 1 } });
      // @ts-expect-error this route takes no body
      client.send('POST /tickets/:id/close', { params: { id: 'k1' }, body: {} });
      // @ts-expect-error the subject is missing
      client.send('POST /tickets', { body: { teamId: 't', description: 'x' } });
      // @ts-expect-error a form only where files are taken
      client.send('POST /tickets', { body: new FormData() });
      // @ts-expect-error a raw route needs to be read
      client.send('GET /events', {});
      // @ts-expect-error a JSON route is read already
      client.send('GET /me', { read: (answer: Response) => answer.text() });
      // @ts-expect-error no such state
      client.tickets.page({ state: 'ajar' });
      // @ts-expect-error a text is no flag
      client.tickets.page({ q: true });
      // @ts-expect-error unknown key
      client.tickets.update('k1', { colour: 'red' });
      // @ts-expect-error a version is a number
      client.tickets.update('k1', {}, { ifMatch: '"3"' });
      // @ts-expect-error the target is missing
      client.teams.visibilityChange('t1');
      // @ts-expect-error teams are archived, not removed
      client.teams.remove('t1');
      // @ts-expect-error messages are not changed
      client.messages.update('k1', 'm1', {});
    });
  });

  it('give customers less than agents', () => {
    expectTypeOf<DeskClient>().toExtend<Client>();
    expectTypeOf(createDeskClient).returns.toEqualTypeOf<DeskClient>();
    expectTypeOf<Client>().not.toHaveProperty('teams');
    expectTypeOf<Client['tickets']>().not.toHaveProperty('update');
    expectTypeOf<Client['followers']>().not.toHaveProperty('add');
  });

  it('allow booleans as flags, forms where files are taken, and every kind of token', () => {
    never((client) => {
      client.tickets.page({ archived: true });
      client.tickets.page({ archived: 'true' });
      client.send('POST /forms/:teamSlug', { params: { teamSlug: 's' }, body: new FormData() });
      client.send('POST /attachments', { body: new FormData() });
      const server = 'https://help.example';
      createClient({ server });
      createClient({ server, token: null });
      createClient({ server, token: async (reason) => (reason === 'refused' ? null : 'x') });
      // @ts-expect-error the server is missing
      createClient({});
    });
  });
});
