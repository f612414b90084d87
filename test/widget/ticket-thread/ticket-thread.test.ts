import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../../widget/ticket-thread/define.ts';
import { forgetDrafts } from '../../../widget/parts/drafts.ts';
import type { TicketThread } from '../../../widget/ticket-thread/ticket-thread.ts';
import { aMessage, aTicket, Desk, json, later, problem, server } from '../portal/desk.ts';
import {
  allText,
  find,
  focused,
  focusedOn,
  setPageVisible,
  shown,
  type,
  until,
} from '../portal/page.ts';

describe('<deskbell-ticket>', () => {
  let desk: Desk;

  beforeEach(() => {
    setPageVisible(true);
    desk = new Desk();
    desk.tickets.push(aTicket('t1', { subject: 'The handle came off' }), aTicket('t2'));
  });

  afterEach(() => {
    desk.close();
    forgetDrafts();
  });

  const mount = (id = 't1'): Promise<TicketThread> =>
    fixture<TicketThread>(
      html`<deskbell-ticket server=${server} .token=${'session'} ticket-id=${id}></deskbell-ticket>`,
    );

  const replying = async (text: string): Promise<[TicketThread, HTMLTextAreaElement]> => {
    const thread = await mount();
    const box = await shown<HTMLTextAreaElement>(thread, '#reply');
    type(box, text);
    return [thread, box];
  };

  const send = async (thread: TicketThread): Promise<void> =>
    (await shown(thread, 'button', 'Send reply')).click();

  const keysOf = (): (string | null)[] =>
    desk.callsOf('POST /tickets/t1/messages').map(({ headers }) => headers.get('idempotency-key'));

  describe('reading', () => {
    it('shows request, own fields, answers by author, and the stages passed', async () => {
      Object.assign(desk.tickets[0] ?? {}, {
        fields: [
          { key: 'order', label: 'Order', type: 'text', value: 'A-1' },
          { key: 'gift', label: 'A gift', type: 'checkbox', value: false },
          { key: 'note', label: 'Empty', type: 'text', value: '' },
        ],
      });
      desk.messages.set('t1', [
        aMessage('m1', { body: 'It is on its way.' }),
        aMessage('m2', { body: 'Thanks', author: { name: 'Ada Example', mine: true } }),
        aMessage('e1', {
          kind: 'event',
          body: '',
          action: 'stage_changed',
          data: { to: 'Solved' },
        }),
        aMessage('e2', { kind: 'event', body: '', action: 'assigned', data: {} }),
      ]);
      const thread = await mount();
      await shown(thread, '.message', 'It is on its way.');
      const text = allText(thread);
      for (const part of ['on the second day', 'A-1', 'No', 'Mara Lind', 'You', 'Moved to Solved'])
        expect(text).to.include(part);
      expect(text).not.to.include('Empty');
      expect(thread.renderRoot.querySelectorAll('.event')).to.have.length(1);
    });

    it('says that a ticket does not exist, in the same words whatever the reason', async () => {
      const thread = await mount('t9');
      await shown(thread, '.notice', 'This ticket does not exist, or you cannot see it.');
      expect(find(thread, 'button', 'Try again')).not.to.exist;
      desk.routes.set('GET /tickets/t2', () => problem(403, 'forbidden'));
      thread.ticketId = 't2';
      await shown(thread, '.notice', 'This ticket does not exist, or you cannot see it.');
    });

    it('tries again after a failure', async () => {
      desk.routes.set('GET /tickets/t1', () => problem(422, 'invalid_input'));
      const thread = await mount();
      const retry = await shown(thread, 'button', 'Try again');
      desk.routes.clear();
      retry.click();
      await shown(thread, 'h2', 'The handle came off');
    });

    it('saves a file, and says beside it when that failed', async () => {
      const file = { id: 'f1', name: 'photo.png', size: 2_400_000, type: 'image/png' };
      Object.assign(desk.tickets[0] ?? {}, { attachments: [file] });
      desk.routes.set('GET /attachments/f1', () => problem(404, 'not_found'));
      const thread = await mount();
      const button = await shown(thread, '.files button', 'photo.png, 2.4 MB');
      button.click();
      await shown(thread, '.files .error');
      desk.routes.set('GET /attachments/f1', () => new Response('bytes'));
      button.click();
      await until(() => !find(thread, '.files .error'));
      expect(desk.callsOf('GET /attachments/f1')).to.have.length(2);
    });
  });

  describe('replying', () => {
    it('adds the reply, moves the focus to it and empties the field', async () => {
      const [thread, box] = await replying('Thank you');
      const replied = oneEvent(thread, 'deskbell-replied');
      await send(thread);
      await shown(thread, '.message.mine', 'Thank you');
      await focusedOn('h3', 'You');
      await shown(thread, '[role=status]', 'Your reply is sent.');
      expect(box.value).to.equal('');
      expect((await replied).detail).to.deep.equal({ ticketId: 't1', messageId: 'new0' });
      expect(thread.renderRoot.querySelectorAll('ol .message')).to.have.length(1);
    });

    it('asks for a text at the field', async () => {
      const [thread, box] = await replying('  ');
      await send(thread);
      await shown(thread, '.error', 'Write a reply');
      await focusedOn('#reply');
      expect(box.getAttribute('aria-invalid')).to.equal('true');
      expect(desk.callsOf('POST /tickets/t1/messages')).to.have.length(0);
    });

    it('keeps the text of a reply that failed and sends it once more under the same key', async () => {
      desk.routes.set('POST /tickets/t1/messages', () => problem(403, 'forbidden'));
      const [thread, box] = await replying('Thank you');
      await send(thread);
      await shown(thread, '.error', 'What you wrote is still here.');
      await focusedOn('#reply');
      expect(box.value).to.equal('Thank you');
      desk.routes.clear();
      await send(thread);
      await shown(thread, '.message.mine', 'Thank you');
      expect(new Set(keysOf()).size).to.equal(1);
    });

    it('takes another key for another text', async () => {
      desk.routes.set('POST /tickets/t1/messages', () => problem(403, 'forbidden'));
      const [thread, box] = await replying('One');
      await send(thread);
      await shown(thread, '.error');
      type(box, 'Two');
      await send(thread);
      await until(() => keysOf().length === 2);
      expect(new Set(keysOf()).size).to.equal(2);
    });

    it('says what to do when the ticket is closed to replies', async () => {
      desk.routes.set('POST /tickets/t1/messages', () => problem(409, 'closed'));
      const [thread] = await replying('One more thing');
      await send(thread);
      await shown(thread, '.error', 'Open a new one');
    });

    it('is not offered where the ticket takes none, and gives back what was written', async () => {
      const [thread] = await replying('Half a sen');
      Object.assign(desk.tickets[0] ?? {}, { open: false, mayReply: false });
      thread.reload();
      await shown(thread, '.notice', 'This ticket is closed.');
      const box = await shown<HTMLTextAreaElement>(thread, '#reply');
      expect([box.value, box.readOnly]).to.deep.equal(['Half a sen', true]);
      expect(find(thread, 'button', 'Send reply')).not.to.exist;
    });

    it('keeps a draft for each ticket', async () => {
      const [thread, box] = await replying('For the first');
      thread.ticketId = 't2';
      await shown(thread, 'h2', 'Ticket t2');
      const other = await shown<HTMLTextAreaElement>(thread, '#reply');
      expect(other.value).to.equal('');
      type(other, 'For the second');
      thread.ticketId = 't1';
      await shown(thread, 'h2', 'The handle came off');
      expect((await shown<HTMLTextAreaElement>(thread, '#reply')).value).to.equal('For the first');
      expect(box).to.exist;
    });

    it('goes on sending when the ticket is left, and shows so when it is opened again', async () => {
      const answer = later();
      desk.routes.set('POST /tickets/t1/messages', () => answer.answer);
      const [thread] = await replying('Sent while leaving');
      await send(thread);
      await until(() => keysOf().length === 1);
      thread.remove();
      const again = await mount();
      const box = await shown<HTMLTextAreaElement>(again, '#reply');
      expect([box.value, box.readOnly]).to.deep.equal(['Sent while leaving', true]);
      const author = { name: 'Ada Example', mine: true };
      const message = aMessage('m9', { body: 'Sent while leaving', author });
      desk.messages.set('t1', [message]);
      answer.give(json(message, 201));
      await shown(again, '.message.mine', 'Sent while leaving');
      await until(() => box.value === '');
      expect(keysOf()).to.have.length(1);
    });

    it('does not show up in another ticket opened meanwhile', async () => {
      const answer = later();
      desk.routes.set('POST /tickets/t1/messages', () => answer.answer);
      const [thread] = await replying('For the first');
      await send(thread);
      thread.ticketId = 't2';
      await shown(thread, 'h2', 'Ticket t2');
      answer.give(json(aMessage('m9', { body: 'For the first' }), 201));
      await until(() => find(thread, 'button', 'Send reply'));
      await thread.updateComplete;
      expect(allText(thread)).not.to.include('For the first');
    });
  });

  describe('closing', () => {
    it('asks once more, closes, and says so', async () => {
      const thread = await mount();
      (await shown(thread, 'button', 'Close ticket')).click();
      const closed = oneEvent(thread, 'deskbell-closed');
      (await shown(thread, 'dialog button', 'Close ticket')).click();
      await shown(thread, '.badge.done', 'Solved');
      await focusedOn('h2');
      expect((await closed).detail).to.deep.equal({ ticketId: 't1' });
      expect(find(thread, 'button', 'Close ticket')).not.to.exist;
      await shown(thread, '[role=status]', 'The ticket is closed.');
    });

    it('leaves it open on Escape, with the focus back on the button', async () => {
      const thread = await mount();
      const button = await shown(thread, 'button', 'Close ticket');
      button.focus();
      button.click();
      await shown(thread, 'dialog');
      await sendKeys({ press: 'Escape' });
      await until(() => focused() === button);
      expect(desk.callsOf('POST /tickets/t1/close')).to.have.length(0);
    });

    it('says in the dialog that it did not work', async () => {
      desk.routes.set('POST /tickets/t1/close', () => problem(409, 'no_closing_stage'));
      const thread = await mount();
      (await shown(thread, 'button', 'Close ticket')).click();
      (await shown(thread, 'dialog button', 'Close ticket')).click();
      await shown(thread, 'dialog .error', 'could not be closed');
    });

    it('is not offered where the customer may not', async () => {
      Object.assign(desk.tickets[0] ?? {}, { mayClose: false });
      const thread = await mount();
      await shown(thread, '#reply');
      expect(find(thread, 'button', 'Close ticket')).not.to.exist;
    });

    it('leaves no dialog behind when the element is moved', async () => {
      const thread = await mount();
      (await shown(thread, 'button', 'Close ticket')).click();
      await shown(thread, 'dialog');
      thread.parentElement?.append(thread);
      expect(find(thread, 'dialog')).not.to.exist;
    });
  });
});
