import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { TicketForm } from '../../../widget/ticket-form/ticket-form.ts';
import {
  aForm,
  anImpatientForm,
  button,
  field,
  focusIn,
  inside,
  says,
  send,
  until,
  valuesOf,
  write,
  written,
} from './form-page.ts';
import { description, Helpdesk, json, problem } from './helpdesk.ts';

describe('the form', () => {
  let helpdesk: Helpdesk;
  beforeEach(() => {
    helpdesk = new Helpdesk();
    helpdesk.open();
  });
  afterEach(() => {
    helpdesk.close();
    document.body.replaceChildren();
  });

  describe('before the server answers', () => {
    it('has all its fields, with labels, and can be written in', async () => {
      helpdesk.describe = () => new Promise<Response>(() => {});
      const form = await aForm();
      const labels = [...form.renderRoot.querySelectorAll('label')].map(
        ({ innerText, control }) => [innerText, (control as HTMLInputElement).name],
      );
      expect(labels).to.deep.equal([
        ['Name', 'name'],
        ['Email address', 'email'],
        ['Phone (optional)', 'phone'],
        ['Subject', 'subject'],
        ['Message', 'description'],
        ['Attachments (optional)', 'attachments'],
      ]);
      write(form);
      expect(valuesOf(form)).to.deep.equal(written);
    });

    it('lets the browser fill in and phones show the right keys', async () => {
      const form = await aForm();
      const filled = ['name', 'email', 'phone', 'subject'].map((name) => {
        const { autocomplete, type, required } = field(form, name);
        return [name, autocomplete, type, required];
      });
      expect(filled).to.deep.equal([
        ['name', 'name', 'text', true],
        ['email', 'email', 'email', true],
        ['phone', 'tel', 'tel', false],
        ['subject', 'off', 'text', true],
      ]);
    });

    it('keeps room for what is still to come', async () => {
      let answer = (_: Response) => {};
      helpdesk.describe = () =>
        new Promise((resolve) => {
          answer = resolve;
        });
      const form = await aForm();
      const places = () =>
        [...form.renderRoot.querySelectorAll('input, textarea, button')].map(
          (control) => control.getBoundingClientRect().top,
        );
      await until(() => helpdesk.asked.length, 'the server was not asked');
      const before = places();
      answer(json(description));
      await says(form, 'Customer Support');
      await says(form, 'Up to 3 files');
      expect(places()).to.deep.equal(before);
    });
  });

  it('shows the team with the lines of its description, as text', async () => {
    const team = { ...description.team, description: 'One <b>bold</b> line.\nAnother.' };
    helpdesk.describe = () => json({ ...description, team });
    const form = await aForm();
    await says(form, 'Customer Support');
    const text = inside(form, '[part=description]');
    expect(text.innerText).to.equal('One <b>bold</b> line.\nAnother.');
  });

  it("asks in the page's language", async () => {
    const page = document.createElement('section');
    page.lang = 'nl-BE';
    document.body.append(page);
    await aForm('', page);
    expect(helpdesk.asked).to.deep.equal(['/api/v1/forms/support?lang=nl-BE']);
  });

  it('asks again for another team', async () => {
    const form = await aForm();
    await says(form, 'Customer Support');
    form.team = 'returns';
    await until(() => helpdesk.asked.length === 2, 'not asked again');
    expect(helpdesk.asked[1]).to.contain('/forms/returns');
  });

  it('shows the last team asked for, whichever answer comes last', async () => {
    const answers: Record<string, () => void> = {};
    helpdesk.describe = (path) =>
      new Promise((resolve) => {
        const name = path.split('/').at(-1) as string;
        answers[name] = () =>
          resolve(json({ ...description, team: { ...description.team, name } }));
      });
    const form = await aForm();
    form.team = 'returns';
    await until(() => answers.returns, 'not asked');
    answers.returns?.();
    await says(form, 'returns');
    answers.support?.();
    await form.updateComplete;
    expect(inside(form, '[part=title]').innerText).to.equal('returns');
  });

  describe('sent', () => {
    it('carries what was written, the token, and nothing empty', async () => {
      const form = await aForm();
      const { phone: _, ...required } = written;
      write(form, required);
      await send(form, '1042');
      expect(helpdesk.posts).to.have.length(1);
      expect(helpdesk.posts[0]?.fields).to.deep.equal({ ...required, formToken: 'token-1' });
      expect(helpdesk.posts[0]?.key).to.match(/^(\d+-){3}\d+$/);
    });

    it('by the keyboard alone', async () => {
      const form = await aForm();
      field(form, 'name').focus();
      for (const text of Object.values(written)) {
        const [first, ...others] = text.split('\n');
        await sendKeys({ type: first as string });
        for (const line of others) {
          await sendKeys({ press: 'Enter' });
          await sendKeys({ type: line });
        }
        await sendKeys({ press: 'Tab' });
      }
      expect(focusIn(form)?.id).to.equal('attachments');
      await sendKeys({ press: 'Tab' });
      expect(focusIn(form)).to.equal(button(form));
      await sendKeys({ press: 'Enter' });
      await says(form, '1042');
      const { formToken: _, ...fields } = helpdesk.posts[0]?.fields ?? {};
      expect(fields).to.deep.equal(written);
    });

    it('says the number and where the link was mailed, and takes the focus there', async () => {
      const form = await aForm();
      write(form);
      await send(form, 'Your ticket number is 1042.');
      await says(form, 'We have sent an email to visitor@demo.example.');
      expect(focusIn(form)?.innerText).to.equal('We have received your message');
      expect(button(form).checkVisibility()).to.equal(false);
    });

    it('leads a signed-in person into the ticket, and names no address', async () => {
      helpdesk.take = () =>
        json({ id: 't', number: 7, subject: 's', accessUrl: 'https://help.test/portal' }, 201);
      const form = await aForm();
      form.token = async () => 'session';
      write(form);
      await send(form, 'We have sent an email to you.');
      expect(helpdesk.posts[0]?.authorization).to.equal('Bearer session');
      expect(inside<HTMLAnchorElement>(form, '[part=receipt] a').href).to.equal(
        'https://help.test/portal',
      );
    });

    it('can be followed by another message, with name and address still there', async () => {
      const form = await aForm();
      write(form);
      await send(form, '1042');
      inside(form, '[part=receipt] button').click();
      expect(form.renderRoot.querySelector('[part=receipt]')).to.equal(null);
      expect(focusIn(form)?.id).to.equal('subject');
      expect(valuesOf(form)).to.deep.equal({ ...written, subject: '', description: '' });
      write(form, { subject: 'Another', description: 'Text' });
      await send(form, '1042');
      expect(new Set(helpdesk.posts.map(({ key }) => key)).size).to.equal(2);
    });

    it('once, however often the button is pressed', async () => {
      let answer = (_: Response) => {};
      helpdesk.take = () =>
        new Promise((resolve) => {
          answer = resolve;
        });
      const form = await aForm();
      write(form);
      button(form).focus();
      button(form).click();
      button(form).click();
      await until(() => helpdesk.posts.length, 'nothing was sent');
      button(form).click();
      expect(button(form).innerText).to.equal('Sending…');
      expect(button(form).getAttribute('aria-busy')).to.equal('true');
      expect(focusIn(form)).to.equal(button(form));
      expect(field(form, 'subject').readOnly).to.equal(true);
      answer(json({ id: 't', number: 1042, subject: 's' }, 201));
      await says(form, '1042');
      expect(helpdesk.posts).to.have.length(1);
    });

    it('waits where the visitor was faster than a person can be', async () => {
      helpdesk.close();
      helpdesk.open();
      const start = performance.now();
      Date.now = () => Math.round(performance.timeOrigin + performance.now());
      const form = await aForm();
      write(form);
      await send(form, '1042');
      expect(performance.now() - start).to.be.greaterThan(2000);
    });

    it('waits for the description when that is still on its way', async () => {
      let answer = () => {};
      helpdesk.describe = () =>
        new Promise((resolve) => {
          answer = () => resolve(json(description));
        });
      const form = await aForm();
      write(form);
      button(form).click();
      await form.updateComplete;
      expect(button(form).innerText).to.equal('Sending…');
      expect(helpdesk.posts).to.have.length(0);
      answer();
      await says(form, '1042');
      expect(helpdesk.posts[0]?.fields.formToken).to.equal('token-1');
    });
  });

  describe('its events', () => {
    const heard = (form: TicketForm, type: string): CustomEvent[] => {
      const events: CustomEvent[] = [];
      form.parentElement?.addEventListener(type, (event) => events.push(event as CustomEvent), {
        once: true,
      });
      return events;
    };

    it('tell of ready, submit and submitted', async () => {
      const form = await aForm();
      const ready = heard(form, 'deskbell-ready');
      const submit = heard(form, 'deskbell-submit');
      const submitted = heard(form, 'deskbell-submitted');
      write(form);
      await send(form, '1042');
      expect(ready[0]?.detail.team.name).to.equal('Customer Support');
      expect(submit[0]?.detail).to.deep.equal({ draft: written, files: [] });
      expect(submitted[0]?.detail.number).to.equal(1042);
    });

    it('let the page stop a submit', async () => {
      const form = await aForm();
      form.addEventListener('deskbell-submit', (event) => event.preventDefault());
      write(form);
      button(form).click();
      await form.updateComplete;
      expect(button(form).innerText).to.equal('Send');
      expect(helpdesk.posts).to.have.length(0);
    });

    it('tell of an error, with the SDK’s own', async () => {
      helpdesk.take = () => problem(403, 'forbidden');
      const form = await anImpatientForm();
      const errors = heard(form, 'deskbell-error');
      write(form);
      await send(form, 'could not be sent');
      expect(errors[0]?.detail.code).to.equal('forbidden');
    });
  });

  describe('in the page', () => {
    it('keeps what was written when moved, removed and put back', async () => {
      const form = await aForm();
      await says(form, 'Customer Support');
      write(form);
      const elsewhere = document.createElement('section');
      document.body.prepend(elsewhere);
      elsewhere.append(form);
      await form.updateComplete;
      expect(valuesOf(form)).to.deep.equal(written);
      form.remove();
      await form.updateComplete;
      document.body.append(form);
      await form.updateComplete;
      expect(valuesOf(form)).to.deep.equal(written);
      expect(helpdesk.asked).to.have.length(1);
      await send(form, '1042');
    });

    it('stands beside another without touching it', async () => {
      const one = await aForm();
      const other = await aForm();
      write(one);
      await send(one, '1042');
      expect(valuesOf(other)).to.deep.equal(
        Object.fromEntries(Object.keys(written).map((name) => [name, ''])),
      );
      write(other, { ...written, subject: 'Second' });
      await send(other, '1042');
      expect(helpdesk.posts.map(({ fields }) => fields.subject)).to.deep.equal([
        written.subject,
        'Second',
      ]);
    });

    it('leaves the page’s address alone', async () => {
      const form = await aForm();
      const before = location.href;
      button(form).click();
      await says(form, 'There is a problem');
      inside(form, '[part=summary] a').click();
      expect(location.href).to.equal(before);
    });

    it('can be defined twice', async () => {
      const again = '../../../widget/ticket-form/define.ts?again';
      await import(again);
      expect(await aForm()).to.be.instanceOf(customElements.get('deskbell-form'));
    });

    it('takes a decoy that no person meets', async () => {
      const form = await aForm();
      const decoy = inside<HTMLInputElement>(form, '[name=decoy]');
      expect([decoy.tabIndex, decoy.autocomplete, decoy.ariaHidden]).to.deep.equal([
        -1,
        'off',
        'true',
      ]);
      expect(getComputedStyle(decoy).opacity).to.equal('0');
      decoy.value = 'filled by a machine';
      write(form);
      await send(form, '1042');
      expect(helpdesk.posts[0]?.fields.decoy).to.equal('filled by a machine');
    });
  });
});
