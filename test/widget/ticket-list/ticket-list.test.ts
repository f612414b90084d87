import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import '../../../widget/ticket-list/define.ts';
import type { TicketList } from '../../../widget/ticket-list/ticket-list.ts';
import { aTicket, Desk, json, later, offline, problem, server } from '../portal/desk.ts';
import { find, focused, focusedOn, setPageVisible, shown, until } from '../portal/page.ts';

describe('<deskbell-ticket-list>', () => {
  let desk: Desk;

  beforeEach(() => {
    setPageVisible(true);
    desk = new Desk();
  });

  afterEach(() => desk.close());

  const mount = (token: string | null = 'session'): Promise<TicketList> =>
    fixture<TicketList>(
      html`<deskbell-ticket-list server=${server} .token=${token}></deskbell-ticket-list>`,
    );

  const subjects = (list: TicketList): string[] =>
    [...list.renderRoot.querySelectorAll('[data-id]')].map(
      (item) => item.textContent?.trim() ?? '',
    );

  it('shows open tickets, then closed ones when asked', async () => {
    desk.tickets.push(
      aTicket('t1', { subject: 'Still open' }),
      aTicket('t2', { subject: 'Long done', open: false, stage: { name: 'Solved' } }),
    );
    const list = await mount();
    await shown(list, '[data-id]', 'Still open');
    expect(subjects(list)).to.deep.equal(['Still open']);
    (await shown(list, 'button', 'Closed')).click();
    await shown(list, '[data-id]', 'Long done');
    expect(subjects(list)).to.deep.equal(['Long done']);
    expect((await shown(list, 'button', 'Closed')).getAttribute('aria-pressed')).to.equal('true');
    expect(list.getAttribute('show')).to.equal('closed');
  });

  it('says what it waits for and how many there are', async () => {
    desk.tickets.push(aTicket('t1'), aTicket('t2'));
    const answer = later();
    desk.routes.set('GET /tickets', () => answer.answer);
    const list = await mount();
    await shown(list, '[role=status]', 'Loading');
    await shown(list, '.skeleton');
    answer.give(json({ items: desk.tickets, nextCursor: null }));
    await shown(list, '[role=status]', '2 tickets');
    expect(find(list, '.skeleton')).not.to.exist;
  });

  it('says when there are none', async () => {
    const list = await mount();
    await shown(list, '.empty', 'You have no open tickets.');
    (await shown(list, 'button', 'Closed')).click();
    await shown(list, '.empty', 'You have no closed tickets.');
  });

  it('goes on after a failure, with the focus kept', async () => {
    desk.tickets.push(aTicket('t1'));
    desk.routes.set('GET /tickets', () => problem(403, 'forbidden'));
    const list = await mount();
    const retry = await shown(list, 'button', 'Try again');
    await shown(list, '[role=status]', 'This could not be loaded.');
    desk.routes.clear();
    retry.focus();
    retry.click();
    await shown(list, '[data-id]');
    expect(list.renderRoot.contains(focused())).to.equal(true);
  });

  it('asks for a sign-in where the page gives no session', async () => {
    const list = await mount(null);
    await shown(list, '.error', 'You are not signed in.');
  });

  it('puts the focus on the first of the tickets that were added', async () => {
    desk.pageSize = 2;
    desk.tickets.push(...['t1', 't2', 't3', 't4', 't5'].map((id) => aTicket(id)));
    const list = await mount();
    (await shown(list, 'button', 'Show more')).click();
    await focusedOn('[data-id=t3]');
    (await shown(list, 'button', 'Show more')).click();
    await focusedOn('[data-id=t5]');
    expect(find(list, 'button', 'Show more')).not.to.exist;
    expect(desk.callsOf('GET /tickets')).to.have.length(3);
  });

  it('keeps what is shown and the place when more could not be had', async () => {
    desk.pageSize = 1;
    desk.tickets.push(aTicket('t1'), aTicket('t2'));
    const list = await mount();
    const more = await shown(list, 'button', 'Show more');
    desk.routes.set('GET /tickets', () => problem(403, 'forbidden'));
    more.focus();
    more.click();
    await shown(list, 'button', 'Try again');
    expect(focused()).to.equal(more);
    expect(subjects(list)).to.have.length(1);
    desk.routes.clear();
    more.click();
    await focusedOn('[data-id=t2]');
    expect(subjects(list)).to.have.length(2);
  });

  it('keeps all shown pages through a live change, without a word', async () => {
    desk.pageSize = 2;
    desk.tickets.push(...['t1', 't2', 't3', 't4', 't5'].map((id) => aTicket(id)));
    const list = await mount();
    (await shown(list, 'button', 'Show more')).click();
    await focusedOn('[data-id=t3]');
    await until(() => desk.streams === 1);
    Object.assign(desk.tickets[3] ?? {}, { subject: 'Renamed' });
    desk.tickets.reverse();
    desk.tell('ticket.updated', 't4');
    await shown(list, '[data-id]', 'Renamed');
    expect(subjects(list)).to.deep.equal(['Ticket t5', 'Renamed', 'Ticket t3', 'Ticket t2']);
    await focusedOn('[data-id=t3]');
    await shown(list, '[role=status]', '4 tickets');
  });

  it('shows nothing of a live change that could not be read', async () => {
    desk.tickets.push(aTicket('t1'));
    const list = await mount();
    await shown(list, '[data-id]');
    await until(() => desk.streams === 1);
    desk.routes.set('GET /tickets', () => problem(403, 'forbidden'));
    desk.tell('ticket.updated', 't1');
    await until(() => desk.callsOf('GET /tickets').length === 2);
    await list.updateComplete;
    expect(find(list, '.error')).not.to.exist;
    expect(subjects(list)).to.have.length(1);
  });

  it('tells the page which ticket was chosen', async () => {
    desk.tickets.push(aTicket('t1'));
    const list = await mount();
    const item = await shown(list, '[data-id]');
    const opened = oneEvent(list, 'deskbell-open-ticket');
    item.click();
    const { detail } = await opened;
    expect([detail.ticketId, detail.ticket.subject]).to.deep.equal(['t1', 'Ticket t1']);
  });

  it('shows the tickets of the tab asked for last, whichever answer comes first', async () => {
    desk.tickets.push(
      aTicket('t1', { subject: 'Open' }),
      aTicket('t2', { subject: 'Closed', open: false }),
    );
    const slow = later();
    desk.routes.set('GET /tickets', ({ query }) =>
      query.get('state') === 'open'
        ? slow.answer
        : json({ items: [desk.tickets[1]], nextCursor: null }),
    );
    const list = await mount();
    (await shown(list, 'button', 'Closed')).click();
    await shown(list, '[data-id]', 'Closed');
    slow.give(json({ items: [desk.tickets[0]], nextCursor: null }));
    await list.updateComplete;
    expect(subjects(list)).to.deep.equal(['Closed']);
  });

  it('reads on after a move in the document, and again when the network is back', async () => {
    desk.tickets.push(aTicket('t1'));
    desk.routes.set('GET /tickets', () => later().answer);
    const list = await mount();
    await shown(list, '.skeleton');
    desk.routes.clear();
    list.parentElement?.append(list);
    await shown(list, '[data-id]');
    desk.routes.set('GET /tickets', offline);
    desk.tickets.push(aTicket('t2'));
    desk.routes.clear();
    dispatchEvent(new Event('online'));
    await shown(list, '[data-id]', 'Ticket t2');
  });

  it('listens only while the page is seen, and then catches up', async () => {
    desk.tickets.push(aTicket('t1'));
    const list = await mount();
    await until(() => desk.streams === 1);
    setPageVisible(false);
    await until(() => desk.streams === 0);
    desk.tickets.push(aTicket('t2'));
    setPageVisible(true);
    await shown(list, '[data-id]', 'Ticket t2');
    await until(() => desk.streams === 1);
    list.remove();
    await until(() => desk.streams === 0);
  });
});
