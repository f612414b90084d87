import { expect } from '@open-wc/testing';
import { languageOf, translationOf } from '../../../widget/locales/languages.ts';

describe('the language of an element', () => {
  const page = document.documentElement.lang;
  afterEach(() => {
    document.documentElement.lang = page;
    document.body.replaceChildren();
  });
  const within = (html: string): Element => {
    document.body.innerHTML = html;
    return document.body.querySelector('i') as Element;
  };

  it('is its own, then an ancestor’s, then the document’s, then the browser’s', () => {
    document.documentElement.lang = 'ja';
    expect(languageOf(within('<p lang="nl"><i lang="de"></i></p>'))).to.equal('de');
    expect(languageOf(within('<p lang="nl"><i></i></p>'))).to.equal('nl');
    expect(languageOf(within('<p><i></i></p>'))).to.equal('ja');
    document.documentElement.lang = '';
    expect(languageOf(within('<p><i></i></p>'))).to.equal(navigator.language);
  });

  it('is looked for through shadow roots', () => {
    const host = document.createElement('div');
    within('<p lang="ro"><i></i></p>').append(host);
    const inner = document.createElement('b');
    host.attachShadow({ mode: 'open' }).append(inner);
    expect(languageOf(inner)).to.equal('ro');
  });
});

describe('the translation for a language', () => {
  const languages = {
    pt: async () => 'português',
    'pt-br': async () => 'português do Brasil',
    de: async () => 'Deutsch',
  };

  it('is the closest there is', async () => {
    expect(await translationOf('pt-BR', languages)).to.equal('português do Brasil');
    expect(await translationOf('pt-AO', languages)).to.equal('português');
    expect(await translationOf('de-Latn-AT', languages)).to.equal('Deutsch');
  });

  it('is none where English serves', () => {
    for (const tag of ['en', 'en-GB', 'ja', ''])
      expect(translationOf(tag, languages)).to.equal(undefined);
  });
});
