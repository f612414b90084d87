import { expect } from '@open-wc/testing';
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

const summary = (form: TicketForm): string[] =>
  [...form.renderRoot.querySelectorAll<HTMLElement>('[part=summary] a')].map(
    ({ innerText }) => innerText,
  );

/** The errors beside the fields, by name. */
const inline = (form: TicketForm): Record<string, string> =>
  Object.fromEntries(
    Object.keys(written)
      .filter((name) => field(form, name).ariaInvalid === 'true')
      .map((name) => {
        const [error] = (field(form, name).getAttribute('aria-describedby') ?? '').split(' ');
        return [name, inside(form, `#${error}`).innerText];
      }),
  );

describe('a form that cannot be sent', () => {
  let helpdesk: Helpdesk;
  beforeEach(() => {
    helpdesk = new Helpdesk();
    helpdesk.open();
  });
  afterEach(() => {
    helpdesk.close();
    document.body.replaceChildren();
  });

  describe('because of what was written', () => {
    it('says every problem at once, in a summary and beside the fields, in the same words', async () => {
      const form = await aForm();
      write(form, { email: 'no address', subject: '   ' });
      button(form).click();
      await says(form, 'There is a problem');
      expect(inline(form)).to.deep.equal({
        name: 'Enter your name',
        email: 'Enter an email address such as name@example.com',
        subject: 'Enter your subject',
        description: 'Enter your message',
      });
      expect(summary(form)).to.deep.equal(Object.values(inline(form)));
      expect(helpdesk.posts).to.have.length(0);
    });

    it('takes the focus to the summary, and from there to a field', async () => {
      const form = await aForm();
      button(form).click();
      await until(() => focusIn(form)?.matches('[part=summary]'), 'the summary has no focus');
      const [, second] = form.renderRoot.querySelectorAll<HTMLElement>('[part=summary] a');
      second?.click();
      expect(focusIn(form)?.id).to.equal('email');
    });

    it('takes the focus to the summary again when the same is wrong again', async () => {
      const form = await aForm();
      button(form).click();
      await until(() => focusIn(form)?.matches('[part=summary]'), 'the summary has no focus');
      button(form).focus();
      button(form).click();
      await until(() => focusIn(form)?.matches('[part=summary]'), 'the summary has no focus');
    });

    it('shows what only the server can know, at the field', async () => {
      helpdesk.take = () =>
        problem(422, 'invalid_input', {
          issues: [
            { path: ['email'], code: 'regex', message: 'Enter a plain address.' },
            { path: ['description'], code: 'check', message: 'Use at most 20,000 characters.' },
          ],
        });
      const form = await aForm();
      write(form);
      await send(form, 'There is a problem');
      expect(inline(form)).to.deep.equal({
        email: 'Enter a plain address.',
        description: 'Use at most 20,000 characters.',
      });
      expect(focusIn(form)?.matches('[part=summary]')).to.equal(true);
      expect(valuesOf(form)).to.deep.equal(written);
      expect(inside(form, '[role=status]').innerText).to.equal('');
    });

    it('forgets the problems once they are solved', async () => {
      const form = await aForm();
      button(form).click();
      await says(form, 'There is a problem');
      write(form);
      await send(form, '1042');
      inside(form, '[part=receipt] button').click();
      expect(inline(form)).to.deep.equal({});
    });
  });

  describe('for now', () => {
    const failures: [what: string, answer: () => Response, words: string][] = [
      ['without a connection', () => Response.error(), 'Check your connection'],
      [
        'while there are too many',
        () => problem(429, 'rate_limited', {}, { 'retry-after': '240' }),
        'Send it again in 4 minutes.',
      ],
      [
        'while the server is away',
        () => problem(503, 'unavailable', {}, { 'retry-after': '90' }),
        'Something went wrong on our side.',
      ],
      ['with too much', () => problem(413, 'too_large'), 'Shorten the message or remove files.'],
      ['to a form that closed', () => problem(404, 'not_found'), 'not available'],
    ];
    for (const [what, answer, words] of failures)
      it(`${what} says what to do and keeps every word`, async () => {
        helpdesk.take = () => {
          const response = answer();
          if (response.type === 'error') throw new TypeError('Failed to fetch');
          return response;
        };
        const form = await anImpatientForm();
        write(form);
        button(form).focus();
        await send(form, words);
        expect(valuesOf(form)).to.deep.equal(written);
        expect(focusIn(form)).to.equal(button(form));
        expect(inside(form, '[role=status]').innerText).to.contain(words);

        const again = helpdesk.posts.length;
        helpdesk.take = () => json({ id: 't', number: 1042, subject: 's' }, 201);
        await send(form, '1042');
        expect(helpdesk.posts).to.have.length(again + 1);
      });

    it('repeats under the same key, and under another once something changed', async () => {
      helpdesk.take = () => problem(503, 'unavailable');
      const form = await anImpatientForm();
      const sendFor = async (count: number) => {
        await until(() => button(form).innerText === 'Send', 'still sending');
        button(form).click();
        await until(() => helpdesk.posts.length === count, `not sent ${count} times`);
      };
      write(form);
      await sendFor(1);
      await sendFor(2);
      await until(() => button(form).innerText === 'Send', 'still sending');
      write(form, { subject: 'Another subject' });
      await sendFor(3);
      const [first, second, third] = helpdesk.posts.map(({ key }) => key);
      expect(first).to.equal(second);
      expect(third).not.to.equal(first);
    });
  });

  describe('because the form grew old', () => {
    it('asks for a new one and repeats under the same key, unseen', async () => {
      helpdesk.take = ({ fields }) =>
        fields.formToken === 'token-1'
          ? problem(409, 'form_expired')
          : json({ id: 't', number: 1042, subject: 's' }, 201);
      const form = await aForm();
      await says(form, 'Customer Support');
      helpdesk.describe = () => json({ ...description, formToken: 'token-2' });
      write(form);
      await send(form, '1042');
      const [first, second] = helpdesk.posts;
      expect(second?.key).to.equal(first?.key);
      expect(second?.fields.formToken).to.equal('token-2');
    });

    it('says so when a new one is refused as well', async () => {
      helpdesk.take = () => problem(409, 'form_expired');
      const form = await anImpatientForm();
      write(form);
      await send(form, 'This could not be sent.');
      expect(helpdesk.posts).to.have.length(2);
      expect(valuesOf(form)).to.deep.equal(written);
    });
  });
});

describe('a form that cannot be described', () => {
  let helpdesk: Helpdesk;
  beforeEach(() => {
    helpdesk = new Helpdesk();
    helpdesk.open();
  });
  afterEach(() => {
    helpdesk.close();
    document.body.replaceChildren();
  });

  it('for now can be written in and asked for again', async () => {
    helpdesk.describe = () => problem(503, 'unavailable');
    const form = await anImpatientForm();
    await says(form, 'We cannot be reached at the moment.');
    write(form);
    helpdesk.describe = () => json(description);
    inside(form, '[part=notice] button').click();
    await says(form, 'Customer Support');
    expect(form.renderRoot.querySelector('[part=notice]')).to.equal(null);
    expect(valuesOf(form)).to.deep.equal(written);
    await send(form, '1042');
  });

  it('for now is described when it is sent', async () => {
    helpdesk.describe = () => problem(503, 'unavailable');
    const form = await anImpatientForm();
    await says(form, 'We cannot be reached at the moment.');
    write(form);
    helpdesk.describe = () => json(description);
    await send(form, '1042');
    expect(form.renderRoot.querySelector('[part=notice]')).to.equal(null);
  });

  it('says so where it is sent and still cannot', async () => {
    helpdesk.describe = () => problem(503, 'unavailable');
    const form = await anImpatientForm();
    await says(form, 'We cannot be reached at the moment.');
    write(form);
    await send(form, 'Something went wrong on our side.');
    expect(form.renderRoot.querySelectorAll('[part=notice]')).to.have.length(1);
    expect(valuesOf(form)).to.deep.equal(written);
  });

  it('because it is gone shows that alone', async () => {
    helpdesk.describe = () => problem(404, 'not_found');
    const form = await anImpatientForm();
    await says(form, 'This form is not available at the moment.');
    expect(field(form, 'name').checkVisibility()).to.equal(false);
    helpdesk.describe = () => json(description);
    inside(form, '[part=notice] button').click();
    await says(form, 'Customer Support');
    expect(field(form, 'name').checkVisibility()).to.equal(true);
  });

  it('because it is gone leaves what was written to be seen', async () => {
    let answer = () => {};
    helpdesk.describe = () =>
      new Promise((resolve) => {
        answer = () => resolve(problem(404, 'not_found'));
      });
    const form = await anImpatientForm();
    write(form);
    answer();
    await says(form, 'This form is not available at the moment.');
    expect(field(form, 'name').checkVisibility()).to.equal(true);
    expect(valuesOf(form)).to.deep.equal(written);
  });
});
