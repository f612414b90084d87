import { expect, waitUntil } from '@open-wc/testing';
import '../../../widget/ticket-form/define.ts';
import { clientContext } from '../../../widget/contexts/client.ts';
import { consume } from '../../../widget/contexts/consume.ts';
import { localeContext } from '../../../widget/contexts/locale.ts';
import { type Viewer, viewerContext } from '../../../widget/contexts/viewer.ts';
import type { Provider } from '../../../widget/provider/provider.ts';
import { Helpdesk, json, problem, server } from '../ticket-form/helpdesk.ts';

const until = (condition: () => unknown, what: string) =>
  waitUntil(condition, what, { interval: 10, timeout: 5000 });
const me = {
  person: { id: 'p', name: 'Demo Person', email: null, kind: 'portal' },
  role: null,
  scope: 'full',
  may: { workAtDesk: false, manage: false },
};

describe('the provider', () => {
  let helpdesk: Helpdesk;
  beforeEach(() => {
    helpdesk = new Helpdesk();
    helpdesk.open();
  });
  afterEach(() => {
    helpdesk.close();
    document.body.replaceChildren();
  });

  it('defined after the form gives it the client it waits for', async () => {
    document.body.innerHTML = `<deskbell-provider server="${server}"><div><deskbell-form team="support"></deskbell-form></div></deskbell-provider>`;
    const form = document.querySelector('deskbell-form');
    await form?.updateComplete;
    expect(helpdesk.asked).to.deep.equal([]);
    await import('../../../widget/provider/define.ts');
    await until(() => form?.about, 'the form was not described');
    expect(helpdesk.asked[0]).to.contain('/forms/support');
  });

  const aProvider = async (attributes = `server="${server}"`): Promise<Provider> => {
    await import('../../../widget/provider/define.ts');
    const holder = document.createElement('div');
    holder.innerHTML = `<deskbell-provider ${attributes}><p></p></deskbell-provider>`;
    document.body.append(holder);
    const provider = holder.firstElementChild as Provider;
    await provider.updateComplete;
    return provider;
  };
  const inside = (provider: Provider): Element => provider.firstElementChild as Element;

  it('gives its client at once, and a new one when the server changes', async () => {
    const provider = await aProvider();
    const clients: unknown[] = [];
    const stop = consume(inside(provider), clientContext, (client) => clients.push(client));
    expect(clients).to.have.length(1);
    provider.server = 'https://other.test';
    await provider.updateComplete;
    expect(clients).to.have.length(2);
    expect(clients[1]).not.to.equal(clients[0]);
    stop();
    provider.server = server;
    await provider.updateComplete;
    expect(clients).to.have.length(2);
  });

  it('gives a form another client only where the page has set none', async () => {
    const provider = await aProvider();
    const form = document.createElement('deskbell-form');
    form.team = 'support';
    provider.append(form);
    await until(() => form.about, 'the form was not described');
    const first = form.client;
    provider.server = 'https://other.test';
    await until(() => form.client !== first, 'the form kept its client');
    const own = { send: first?.send as NonNullable<typeof first>['send'] };
    form.client = own;
    provider.server = server;
    await provider.updateComplete;
    expect(form.client).to.equal(own);
  });

  it('gives the nearer of two', async () => {
    const provider = await aProvider();
    const nearer = await aProvider('server="https://nearer.test" lang="nl"');
    provider.append(nearer);
    let lang = '';
    consume(inside(nearer), localeContext, (value) => {
      lang = value;
    });
    expect(lang).to.equal('nl');
  });

  it('gives the language, and tells of its change', async () => {
    const provider = await aProvider(`server="${server}" lang="ro"`);
    const heard: string[] = [];
    consume(inside(provider), localeContext, (value) => heard.push(value));
    provider.lang = 'ja';
    await provider.updateComplete;
    expect(heard).to.deep.equal(['ro', 'ja']);
  });

  describe('its viewer', () => {
    const seenBy = async (token: string | null): Promise<Viewer[]> => {
      const provider = await aProvider();
      const seen: Viewer[] = [];
      consume(inside(provider), viewerContext, (viewer) => seen.push(viewer));
      provider.token = token;
      await provider.updateComplete;
      await until(() => seen.at(-1) !== undefined, 'the viewer stays unknown');
      return seen;
    };

    it('is nobody without a token, and nothing is asked', async () => {
      expect((await seenBy(null)).at(-1)).to.equal(null);
      expect(helpdesk.asked).to.deep.equal([]);
    });

    it('is unknown, then who the token stands for', async () => {
      helpdesk.describe = () => json(me);
      const seen = await seenBy('session');
      expect(seen.at(-2)).to.equal(undefined);
      expect(seen.at(-1)?.person.name).to.equal('Demo Person');
    });

    it('is nobody where the token has ended', async () => {
      helpdesk.describe = () => problem(401, 'unauthenticated');
      expect((await seenBy('ended')).at(-1)).to.equal(null);
    });
  });

  it('takes no room of its own', async () => {
    expect(getComputedStyle(await aProvider()).display).to.equal('contents');
  });
});
