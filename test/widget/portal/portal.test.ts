import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import '../../../widget/portal/define.ts';
import { forgetDrafts } from '../../../widget/parts/drafts.ts';
import type { Portal } from '../../../widget/portal/portal.ts';
import { aMessage, aTicket, Desk, json, later, offline, problem, server } from './desk.ts';
import {
  allText,
  deep,
  find,
  findings,
  focused,
  focusedOn,
  setPageVisible,
  shown,
  smallTargets,
  type,
  until,
} from './page.ts';

describe('<deskbell-portal>', () => {
  let desk: Desk;

  beforeEach(() => {
    setPageVisible(true);
    desk = new Desk();
    desk.tickets.push(
      aTicket('t1', { subject: 'The handle came off' }),
      aTicket('t2', { subject: 'Where is my parcel?' }),
      aTicket('t3', { subject: 'Wrong colour', open: false, stage: { name: 'Solved' } }),
    );
    desk.messages.set('t1', [
      aMessage('m1', { body: 'A new one is on its way.' }),
      aMessage('e1', {
        kind: 'event',
        action: 'stage_changed',
        data: { from: 'New', to: 'In Progress' },
      }),
    ]);
  });

  afterEach(() => {
    desk.close();
    sessionStorage.clear();
    forgetDrafts();
    history.replaceState(null, '', location.pathname + location.search);
  });

  const mount = (): Promise<Portal> =>
    fixture<Portal>(html`<deskbell-portal server=${server}></deskbell-portal>`);

  const signedIn = async (grant = 'link'): Promise<Portal> => {
    history.replaceState(null, '', `#${grant}=abc`);
    const portal = await mount();
    await shown(portal, 'button', 'Sign out');
    return portal;
  };

  const asked = async (email = 'ada@example.com'): Promise<Portal> => {
    const portal = await mount();
    type(await shown<HTMLInputElement>(portal, '#email'), email);
    (await shown(portal, 'button', 'Send the link')).click();
    return portal;
  };

  describe('signing in', () => {
    it('mails a link that lands on this page, then says to check the mail', async () => {
      const portal = await asked();
      await focusedOn('h2', 'Check your mail');
      expect(allText(portal)).to.include('ada@example.com');
      const [call] = desk.callsOf('POST /auth/link');
      expect(call?.body.email).to.equal('ada@example.com');
      expect(call?.body.returnTo).to.equal(location.origin + location.pathname + location.search);
    });

    it('asks without a landing page where the helpdesk does not allow this one', async () => {
      desk.routes.set('POST /auth/link', ({ body }) =>
        body.returnTo
          ? problem(422, 'invalid_input', {
              issues: [{ path: ['returnTo'], code: 'unknown', message: 'Not allowed.' }],
            })
          : json(undefined, 202),
      );
      await asked();
      await focusedOn('h2', 'Check your mail');
      expect(desk.callsOf('POST /auth/link')).to.have.length(2);
    });

    it('says what is wrong with an address, at the field', async () => {
      const portal = await mount();
      (await shown(portal, 'button', 'Send the link')).click();
      await focusedOn('#email');
      expect(find(portal, '#problem', 'Enter your email address')).to.exist;
      type(focused() as HTMLInputElement, 'ada');
      (await shown(portal, 'button', 'Send the link')).click();
      await shown(portal, '#problem', 'such as name@example.com');
      expect(focused()?.getAttribute('aria-describedby')).to.include('problem');
      expect(desk.calls).to.have.length(0);
    });

    it('keeps the address when the helpdesk is not reached, and sends it at the next try', async () => {
      desk.routes.set('POST /auth/link', offline);
      const portal = await asked();
      await shown(portal, '#problem');
      await focusedOn('#email');
      expect((focused() as HTMLInputElement).value).to.equal('ada@example.com');
      desk.routes.clear();
      (await shown(portal, 'button', 'Send the link')).click();
      await focusedOn('h2', 'Check your mail');
    });

    it('sends the link again and says so', async () => {
      const portal = await asked();
      (await shown(portal, 'button', 'Send it again')).click();
      await shown(portal, '[role=status]', 'We have sent it again.');
      expect(desk.callsOf('POST /auth/link')).to.have.length(2);
    });

    it('says why it could not be sent again', async () => {
      const portal = await asked();
      const again = await shown(portal, 'button', 'Send it again');
      desk.routes.set('POST /auth/link', () => problem(403, 'forbidden'));
      again.click();
      await shown(portal, '[role=status].error', 'Try again');
    });

    it('goes back to the address, which is still there', async () => {
      const portal = await asked();
      (await shown(portal, 'button', 'Use another address')).click();
      await focusedOn('#email');
      expect((focused() as HTMLInputElement).value).to.equal('ada@example.com');
    });

    it('removes the token from the address before it is sent', async () => {
      let address = '';
      desk.routes.set('POST /auth/session', () => {
        address = location.href;
        return problem(401, 'unauthenticated');
      });
      history.replaceState({ of: 'the page' }, '', '#link=secret');
      const portal = await mount();
      await shown(portal, '.notice', 'no longer valid');
      expect(address).not.to.include('secret');
      expect(location.href).not.to.include('#');
      expect(history.state).to.deep.equal({ of: 'the page' });
    });

    it('offers another try under the same key when a link could not be redeemed', async () => {
      desk.routes.set('POST /auth/session', offline);
      history.replaceState(null, '', '#link=abc');
      const portal = await mount();
      const retry = await shown(portal, 'button', 'Try again');
      expect(allText(portal)).to.include('We cannot be reached.');
      desk.routes.clear();
      retry.focus();
      retry.click();
      await shown(portal, '[data-id]', 'The handle came off');
      const keys = desk
        .callsOf('POST /auth/session')
        .map(({ headers }) => headers.get('idempotency-key'));
      expect(new Set(keys).size).to.equal(1);
      expect(focused()).not.to.equal(document.body);
    });

    it('takes a link that arrives while the page is open', async () => {
      const portal = await mount();
      await shown(portal, '#email');
      location.hash = '#link=abc';
      await shown(portal, '[data-id]', 'The handle came off');
    });
  });

  describe('a session', () => {
    it('outlives a reload', async () => {
      (await signedIn()).remove();
      const portal = await mount();
      await shown(portal, '.bar', 'Signed in as Ada Example');
      expect(desk.callsOf('POST /auth/session')).to.have.length(1);
    });

    it('does not with remember="none"', async () => {
      history.replaceState(null, '', '#link=abc');
      const portal = await fixture<Portal>(
        html`<deskbell-portal server=${server} remember="none"></deskbell-portal>`,
      );
      await shown(portal, 'button', 'Sign out');
      expect(sessionStorage).to.have.length(0);
      portal.remove();
      await shown(await mount(), '#email');
    });

    it('ends with signing out, here and at the helpdesk', async () => {
      const portal = await signedIn();
      (await shown(portal, 'button', 'Sign out')).click();
      await focusedOn('h2', 'See your tickets');
      await until(() => desk.callsOf('DELETE /auth/session').length === 1);
      expect(sessionStorage).to.have.length(0);
      await until(() => desk.streams === 0);
    });

    it('that the helpdesk has ended leads to signing in, with the reply kept for the same person', async () => {
      const portal = await signedIn();
      (await shown(portal, '[data-id]', 'The handle')).click();
      type(await shown<HTMLTextAreaElement>(portal, '#reply'), 'A long reply');
      desk.routes.set('POST /tickets/t1/messages', () => problem(401, 'unauthenticated'));
      (await shown(portal, 'button', 'Send reply')).click();
      await shown(portal, '.notice', 'You were signed out');
      await focusedOn('h2', 'See your tickets');
      location.hash = '#link=def';
      (await shown(portal, '[data-id]', 'The handle')).click();
      expect((await shown<HTMLTextAreaElement>(portal, '#reply')).value).to.equal('A long reply');
    });

    it('of a guest opens exactly its ticket', async () => {
      desk.scope = { ticketId: 't2' };
      const portal = await signedIn('guest');
      await shown(portal, 'h2', 'Where is my parcel?');
      expect(find(portal, '.bar', 'Signed in as')).not.to.exist;
      expect(find(portal, 'button', 'All tickets')).not.to.exist;
      expect(desk.callsOf('GET /tickets')).to.have.length(0);
      expect(desk.callsOf('POST /auth/session')[0]?.body.grant).to.equal('guest');
    });

    it('is shared by two portals of a page, and its end too', async () => {
      const [first, second] = await Promise.all([mount(), mount()]);
      location.hash = '#link=abc';
      await shown(first, '[data-id]');
      await shown(second, '[data-id]');
      (await shown(second, 'button', 'Sign out')).click();
      await shown(first, '#email');
      await shown(second, '#email');
    });

    it('is not looked for where the page gives its own token, and the address is left alone', async () => {
      history.replaceState(null, '', '#link=abc');
      const portal = await fixture<Portal>(
        html`<deskbell-portal server=${server} .token=${'of-the-page'}></deskbell-portal>`,
      );
      await shown(portal, '[data-id]', 'The handle came off');
      expect(location.hash).to.equal('#link=abc');
      expect(find(portal, 'button', 'Sign out')).not.to.exist;
    });
  });

  describe('moving between list and ticket', () => {
    it('puts the focus on the title, and back on the same ticket of the list', async () => {
      const portal = await signedIn();
      (await shown(portal, '[data-id]', 'Where is')).click();
      await focusedOn('h2', 'Where is my parcel?');
      (await shown(portal, 'button', 'All tickets')).click();
      await focusedOn('[data-id]', 'Where is my parcel?');
    });

    it('shows the head of a ticket at once', async () => {
      const answer = later();
      desk.routes.set('GET /tickets/t1', () => answer.answer);
      const portal = await signedIn();
      (await shown(portal, '[data-id]', 'The handle')).click();
      await shown(portal, 'h2', 'The handle came off');
      await shown(portal, 'p', 'on the second day');
      expect(find(portal, '.skeleton')).to.exist;
      answer.give(json(desk.tickets[0]));
      await shown(portal, '.message', 'on its way');
    });

    it('works by keyboard alone', async () => {
      const portal = await signedIn();
      (await shown(portal, 'button', 'Sign out')).focus();
      for (const key of ['Tab', 'Tab', 'Tab', 'Enter']) await sendKeys({ press: key });
      await focusedOn('h2', 'The handle came off');
      await shown(portal, '#reply');
      for (const key of ['Tab', 'Tab']) await sendKeys({ press: key });
      await sendKeys({ type: 'Thanks' });
      await sendKeys({ press: 'Tab' });
      await sendKeys({ press: 'Enter' });
      await focusedOn('h3', 'You');
      expect(desk.messages.get('t1')?.at(-1)?.body).to.equal('Thanks');
    });

    it('goes on where it was when moved in the document, removed and added again', async () => {
      const portal = await signedIn();
      (await shown(portal, '[data-id]', 'The handle')).click();
      type(await shown<HTMLTextAreaElement>(portal, '#reply'), 'Half a sen');
      const elsewhere = document.createElement('div');
      document.body.append(elsewhere);
      elsewhere.append(portal);
      portal.remove();
      document.body.append(portal);
      expect((await shown<HTMLTextAreaElement>(portal, '#reply')).value).to.equal('Half a sen');
      await until(() => desk.streams === 1);
      portal.remove();
      elsewhere.remove();
      await until(() => desk.streams === 0);
    });

    it('may be defined twice', async () => {
      await import(`${new URL('../../../widget/portal/define.ts', import.meta.url).href}?again`);
      expect(customElements.get('deskbell-portal')).to.exist;
      await shown(await mount(), '#email');
    });
  });

  describe('live', () => {
    it('shows a new reply without moving the focus, and says so', async () => {
      const portal = await signedIn();
      (await shown(portal, '[data-id]', 'The handle')).click();
      const box = await shown<HTMLTextAreaElement>(portal, '#reply');
      type(box, 'I am still writing');
      await until(() => desk.streams === 1);
      desk.messages.get('t1')?.push(aMessage('m2', { body: 'It was sent today.' }));
      desk.tell('message.created', 't1');
      await shown(portal, '.message', 'It was sent today.');
      expect(focused()).to.equal(box);
      expect(box.value).to.equal('I am still writing');
      await shown(portal, '[role=status]', 'New reply from Mara Lind');
    });

    it('shows a new ticket in the list, the focus staying with its ticket', async () => {
      const portal = await signedIn();
      (await shown(portal, '[data-id]', 'Where is')).focus();
      await until(() => desk.streams === 1);
      desk.tickets.unshift(aTicket('t9', { subject: 'Just opened' }));
      desk.tell('ticket.created', 't9');
      await shown(portal, '[data-id]', 'Just opened');
      await focusedOn('[data-id]', 'Where is my parcel?');
    });

    it('shows that a ticket is gone, and what was written to it', async () => {
      const portal = await signedIn();
      (await shown(portal, '[data-id]', 'The handle')).click();
      type(await shown<HTMLTextAreaElement>(portal, '#reply'), 'Still mine');
      await until(() => desk.streams === 1);
      desk.tickets.shift();
      desk.tell('revoked', 't1');
      await shown(portal, '.notice', 'does not exist');
      expect(find(portal, 'h2', 'The handle')).not.to.exist;
      expect(find(portal, '.message')).not.to.exist;
      const kept = await shown<HTMLTextAreaElement>(portal, '#reply');
      expect([kept.value, kept.readOnly]).to.deep.equal(['Still mine', true]);
      (await shown(portal, 'button', 'All tickets')).click();
      await until(() => !find(portal, '[data-id]', 'The handle'));
      expect(focused()).not.to.equal(document.body);
    });
  });

  describe('in every state', () => {
    const states: Record<string, () => Promise<Portal>> = {
      'signed out': mount,
      'wrong address': async () => {
        const portal = await asked('ada');
        await shown(portal, '#problem');
        return portal;
      },
      'check your mail': async () => {
        const portal = await asked();
        await focusedOn('h2', 'Check');
        return portal;
      },
      'expired link': async () => {
        desk.routes.set('POST /auth/session', () => problem(401, 'unauthenticated'));
        history.replaceState(null, '', '#link=abc');
        const portal = await mount();
        await shown(portal, '.notice');
        return portal;
      },
      list: async () => {
        const portal = await signedIn();
        await shown(portal, '[data-id]');
        return portal;
      },
      'empty list': async () => {
        desk.tickets.length = 0;
        const portal = await signedIn();
        await shown(portal, '.empty');
        return portal;
      },
      'failed list': async () => {
        desk.routes.set('GET /tickets', () => problem(403, 'forbidden'));
        const portal = await signedIn();
        await shown(portal, 'button', 'Try again');
        return portal;
      },
      'loading list': async () => {
        desk.routes.set('GET /tickets', () => later().answer);
        const portal = await signedIn();
        await shown(portal, '.skeleton');
        return portal;
      },
      ticket: async () => {
        const portal = await signedIn();
        (await shown(portal, '[data-id]', 'The handle')).click();
        await shown(portal, '#reply');
        return portal;
      },
      'closing dialog': async () => {
        const portal = await signedIn();
        (await shown(portal, '[data-id]', 'The handle')).click();
        await shown(portal, '#reply');
        (await shown(portal, 'button', 'Close ticket')).click();
        await shown(portal, 'dialog');
        return portal;
      },
      'gone ticket': async () => {
        desk.scope = { ticketId: 'unknown' };
        const portal = await signedIn('guest');
        await shown(portal, '.notice');
        return portal;
      },
    };
    const looks = ['light', 'dark', 'rtl', 'narrow', 'reset page'];

    for (const [name, reach] of Object.entries(states))
      it(`has nothing for axe to find, fits and can be hit: ${name}`, async () => {
        const portal = await reach();
        const regions = [...deep(portal.renderRoot)].filter(
          (element) => element.matches('[role=status]') && element.checkVisibility(),
        );
        expect(regions.length).to.be.at.most(1);
        const sheet = new CSSStyleSheet();
        document.adoptedStyleSheets = [sheet];
        for (const look of looks) {
          await setViewport(
            look === 'narrow' ? { width: 320, height: 640 } : { width: 1280, height: 800 },
          );
          document.documentElement.dir = look === 'rtl' ? 'rtl' : 'ltr';
          document.documentElement.style.colorScheme = look === 'dark' ? 'dark' : 'light';
          sheet.replaceSync(
            look === 'reset page'
              ? '* { margin: 0 !important; padding: 0 !important; font-size: 9px !important; color: silver !important; text-transform: uppercase !important; box-sizing: content-box !important; letter-spacing: 5px !important }'
              : ':root { background: Canvas; color: CanvasText }',
          );
          if (look === 'reset page') {
            for (const button of [...deep(portal.renderRoot)].filter(
              ({ localName }) => localName === 'button',
            )) {
              const { letterSpacing, textTransform, fontSize } = getComputedStyle(button);
              expect([letterSpacing, textTransform]).to.deep.equal(['normal', 'none']);
              expect(Number.parseFloat(fontSize)).to.be.at.least(14);
            }
          } else expect(await findings(), look).to.deep.equal([]);
          expect(smallTargets(portal), look).to.deep.equal([]);
          const { scrollWidth, clientWidth } = document.documentElement;
          expect(scrollWidth, look).to.be.at.most(clientWidth);
        }
        document.adoptedStyleSheets = [];
        document.documentElement.removeAttribute('dir');
        document.documentElement.removeAttribute('style');
      });
  });
});
