import { expect } from '@open-wc/testing';
import { emulateMedia, setViewport } from '@web/test-runner-commands';
import type { TicketForm } from '../../../widget/ticket-form/ticket-form.ts';
import { findings, smallTargets } from '../portal/page.ts';
import {
  aFile,
  anImpatientForm,
  button,
  choose,
  field,
  inside,
  says,
  send,
  until,
  valuesOf,
  write,
  written,
} from './form-page.ts';
import { Helpdesk, problem } from './helpdesk.ts';

type Step = (helpdesk: Helpdesk, form: () => Promise<TicketForm>) => Promise<void>;

/** How to bring a form into each of its states. */
const states: Record<string, Step> = {
  loading: async (helpdesk, form) => {
    helpdesk.describe = () => new Promise<Response>(() => {});
    await form();
  },
  ready: async (_, form) => {
    await says(await form(), 'Customer Support');
  },
  'with errors': async (_, form) => {
    const made = await form();
    await says(made, 'Customer Support');
    button(made).click();
    await says(made, 'There is a problem');
  },
  'with files': async (_, form) => {
    const made = await form();
    await says(made, 'Customer Support');
    choose(made, aFile('leaf.png'), aFile('movie.mp4'));
    await says(made, 'movie.mp4 cannot be sent');
  },
  sending: async (helpdesk, form) => {
    helpdesk.take = () => new Promise<Response>(() => {});
    const made = await form();
    write(made);
    await send(made, 'Sending…');
  },
  failed: async (helpdesk, form) => {
    helpdesk.take = () => problem(503, 'unavailable');
    const made = await form();
    write(made);
    await send(made, 'Something went wrong');
  },
  sent: async (_, form) => {
    const made = await form();
    write(made);
    await send(made, '1042');
  },
  'not described': async (helpdesk, form) => {
    helpdesk.describe = () => problem(503, 'unavailable');
    await says(await form(), 'We cannot be reached');
  },
  gone: async (helpdesk, form) => {
    helpdesk.describe = () => problem(404, 'not_found');
    await says(await form(), 'not available');
  },
};

describe('how the form looks', () => {
  let helpdesk: Helpdesk;
  const page = document.createElement('style');
  const style = (css: string) => {
    page.textContent = css;
    document.head.append(page);
  };
  beforeEach(() => {
    helpdesk = new Helpdesk();
    helpdesk.open();
    document.documentElement.lang = 'en';
    document.title = 'A page';
  });
  afterEach(async () => {
    helpdesk.close();
    document.body.replaceChildren();
    page.remove();
    document.documentElement.dir = '';
    await emulateMedia({ colorScheme: 'light' });
    await setViewport({ width: 1024, height: 768 });
  });

  const surroundings: Record<string, () => void | Promise<void>> = {
    'a light page': () => {},
    'a dark page': async () => {
      await emulateMedia({ colorScheme: 'dark' });
      style('html { color-scheme: light dark } body { background: Canvas; color: CanvasText }');
    },
    'a dark page that declares no scheme': () => style('body { background: #15171c; color: #eee }'),
    'a page from right to left': () => {
      document.documentElement.dir = 'rtl';
    },
  };
  for (const [where, prepare] of Object.entries(surroundings))
    for (const [state, reach] of Object.entries(states))
      it(`${state} on ${where}: axe finds nothing, targets are large`, async () => {
        await prepare();
        await reach(helpdesk, anImpatientForm);
        expect(await findings()).to.deep.equal([]);
        expect(smallTargets(document.body).filter((html) => !html.includes('decoy'))).to.deep.equal(
          [],
        );
      });

  it('as a card in either scheme, whatever the page is', async () => {
    for (const scheme of ['light', 'dark']) {
      const form = await anImpatientForm();
      form.setAttribute('color-scheme', scheme);
      await says(form, 'Customer Support');
    }
    expect(await findings()).to.deep.equal([]);
  });

  for (const [state, reach] of Object.entries(states))
    it(`${state} fits into 320 pixels`, async () => {
      style('body { margin: 0 16px }');
      await setViewport({ width: 320, height: 640 });
      await reach(helpdesk, anImpatientForm);
      const { scrollWidth, clientWidth } = document.documentElement;
      expect(scrollWidth).to.be.at.most(clientWidth);
    });

  it('takes the page’s font and size, and at least 16 pixels', async () => {
    style('body { font: 20px "Courier New", monospace }');
    const large = await anImpatientForm();
    expect(getComputedStyle(field(large, 'name')).font).to.equal(
      getComputedStyle(document.body).font.replace('20px', '20px / 30px'),
    );
    style('body { font: 11px Georgia, serif }');
    for (const control of large.renderRoot.querySelectorAll('input, textarea, button'))
      expect(Number.parseFloat(getComputedStyle(control).fontSize)).to.be.at.least(16);
  });

  it('stands a page that resets every element', async () => {
    const before = await anImpatientForm();
    await says(before, 'Customer Support');
    const size = (form: TicketForm, selector: string) => {
      const { width, height } = inside(form, selector).getBoundingClientRect();
      return { width: Math.round(width), height: Math.round(height) };
    };
    const all = ['#name', '#email', '#subject', '#description', '[part=submit]', '[part=title]'];
    const sizes = () => all.map((selector) => size(before, selector));
    const expected = sizes();
    style(`* {
      all: unset !important; display: block !important; margin: 0 !important;
      letter-spacing: 9px !important; line-height: 0.5 !important; font-weight: 100 !important;
      text-align: right !important; text-transform: uppercase !important; text-indent: 50px !important;
      white-space: nowrap !important; word-spacing: 20px !important; cursor: wait !important;
      font-family: sans-serif !important; max-inline-size: ${before.offsetWidth}px !important;
    }
    head, head * { display: none !important }`);
    const { letterSpacing, textTransform, whiteSpace, fontWeight } = getComputedStyle(
      inside(before, '[part=description]'),
    );
    expect([letterSpacing, textTransform, whiteSpace, fontWeight]).to.deep.equal([
      'normal',
      'none',
      'pre-line',
      '400',
    ]);
    const now = sizes();
    for (const [index, { width, height }] of expected.entries()) {
      expect(now[index]?.height).to.be.closeTo(height, 4);
      expect(now[index]?.width, all[index]).to.be.closeTo(
        width,
        all[index]?.startsWith('#') ? 2 : 60,
      );
    }
    write(before);
    expect(valuesOf(before)).to.deep.equal(written);
    await send(before, '1042');
  });

  it('hides with the page', async () => {
    const form = await anImpatientForm();
    form.hidden = true;
    expect(form.checkVisibility()).to.equal(false);
    form.hidden = false;
    style('deskbell-form { visibility: hidden }');
    expect(inside(form, '#name').checkVisibility({ visibilityProperty: true })).to.equal(false);
  });

  it('has one polite live region', async () => {
    const form = await anImpatientForm();
    await until(() => form.about, 'not described');
    const live = form.renderRoot.querySelectorAll('[role=status], [role=log], [aria-live]');
    expect(live).to.have.length(1);
  });
});
