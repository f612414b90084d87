import { expect } from '@open-wc/testing';
import type { TicketForm } from '../../../widget/ticket-form/ticket-form.ts';
import {
  aFile,
  aForm,
  choose,
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
import { Helpdesk, json, problem } from './helpdesk.ts';

const listed = (form: TicketForm): string[] =>
  [...form.renderRoot.querySelectorAll<HTMLElement>('[part=files] li')].map((row) =>
    row.innerText.replace(/\s+/g, ' '),
  );

const held = (form: TicketForm): string[] =>
  [...(field(form, 'attachments').files ?? [])].map(({ name }) => name);

const listIs = (form: TicketForm, names: string[]): Promise<void> =>
  until(() => `${held(form)}` === `${names}` && listed(form).length === names.length, `${names}`);

describe('attachments', () => {
  let helpdesk: Helpdesk;
  let form: TicketForm;
  beforeEach(async () => {
    helpdesk = new Helpdesk();
    helpdesk.open();
    form = await aForm();
    await says(form, 'Up to 3 files of 10 MB each');
  });
  afterEach(() => {
    helpdesk.close();
    document.body.replaceChildren();
  });

  it('are listed with their sizes and sent with the message', async () => {
    choose(form, aFile('leaf.png', 2400), aFile('notes.txt', 5, 'text/plain'));
    await listIs(form, ['leaf.png', 'notes.txt']);
    expect(listed(form)[0]).to.match(/^leaf\.png 2\.4 kB/);
    write(form);
    await send(form, '1042');
    expect(helpdesk.posts[0]?.files.map(({ name, size }) => [name, size])).to.deep.equal([
      ['leaf.png', 2400],
      ['notes.txt', 5],
    ]);
    expect(helpdesk.posts[0]?.fields).to.deep.equal({ ...written, formToken: 'token-1' });
  });

  it('are added to those chosen before, each once', async () => {
    const leaf = aFile('leaf.png');
    choose(form, leaf);
    await listIs(form, ['leaf.png']);
    choose(form, leaf, aFile('pot.png'));
    await listIs(form, ['leaf.png', 'pot.png']);
  });

  it('can be removed, and the focus stays near', async () => {
    choose(form, aFile('leaf.png'), aFile('pot.png'));
    await listIs(form, ['leaf.png', 'pot.png']);
    inside(form, '[aria-label="Remove leaf.png"]').click();
    await listIs(form, ['pot.png']);
    expect(focusIn(form)?.ariaLabel).to.equal('Remove pot.png');
    expect(inside(form, '[role=status]').textContent).to.contain('leaf.png is removed');
    inside(form, '[aria-label="Remove pot.png"]').click();
    await listIs(form, []);
    expect(focusIn(form)?.id).to.equal('attachments');
  });

  it('are refused one by one, with the reason', async () => {
    choose(
      form,
      aFile('movie.mp4', 5, 'video/mp4'),
      aFile('huge.png', 10_000_001),
      aFile('a.png', 9_000_000),
      aFile('b.jpeg', 9_000_000),
      aFile('c.png', 9_000_000),
      aFile('d.png', 1),
      aFile('e.png', 1),
    );
    await listIs(form, ['a.png', 'b.jpeg', 'd.png']);
    const reasons = [
      'movie.mp4 cannot be sent. Choose a file of type png, jpg, or txt',
      'huge.png is larger than 10 MB',
      'c.png is left out. All files together can be up to 20 MB',
      'e.png is left out. You can send up to 3 files',
    ];
    const shown = [...form.renderRoot.querySelectorAll<HTMLElement>('section .error')]
      .map(({ innerText }) => innerText)
      .filter(Boolean);
    expect(shown).to.deep.equal(reasons);
    expect(inside(form, '[role=status]').textContent).to.contain(reasons.join('. '));
  });

  it('stay when sending fails, and are sent the next time under the same key', async () => {
    helpdesk.take = () => problem(413, 'too_large');
    choose(form, aFile('leaf.png'));
    await listIs(form, ['leaf.png']);
    write(form);
    await send(form, 'remove files');
    await listIs(form, ['leaf.png']);
    helpdesk.take = () => json({ id: 't', number: 1042, subject: 's' }, 201);
    await send(form, '1042');
    expect(helpdesk.posts[1]?.files).to.have.length(1);
    expect(helpdesk.posts[1]?.key).to.equal(helpdesk.posts[0]?.key);
  });

  it('the server refuses are named at their field', async () => {
    helpdesk.take = () =>
      problem(422, 'invalid_input', {
        issues: [{ path: ['attachments', 0], code: 'type', message: 'leaf.png is no picture.' }],
      });
    choose(form, aFile('leaf.png'));
    await listIs(form, ['leaf.png']);
    write(form);
    await send(form, 'There is a problem');
    expect(inside(form, '#attachments-error').innerText).to.equal('leaf.png is no picture.');
    expect(valuesOf(form)).to.deep.equal(written);
  });

  it('are gone after they were sent', async () => {
    choose(form, aFile('leaf.png'));
    await listIs(form, ['leaf.png']);
    write(form);
    await send(form, '1042');
    inside(form, '[part=receipt] button').click();
    await listIs(form, []);
  });
});
