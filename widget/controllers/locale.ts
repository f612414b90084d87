import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { consume } from '../contexts/consume.ts';
import { localeContext } from '../contexts/locale.ts';
import { type Languages, languageOf, translationOf } from '../locales/languages.ts';

/**
 * The words of an element in the language that holds for it. English is there at once; another
 * language replaces it when its chunk is here. Looked up again at each update, so a change of
 * `lang` is followed; one of the provider's causes an update.
 */
export class LocaleController<Locale> implements ReactiveController {
  /** The language of the words shown, with its region, for dates and numbers beside them. */
  lang = 'en';
  strings: Locale;
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #english: Locale;
  readonly #languages: Languages<Locale>;
  #asked = '';
  #stop: (() => void) | undefined;

  constructor(
    host: ReactiveControllerHost & HTMLElement,
    english: Locale,
    languages: Languages<Locale> = {},
  ) {
    this.#host = host;
    this.#english = english;
    this.#languages = languages;
    this.strings = english;
    host.addController(this);
  }

  hostConnected(): void {
    this.#stop = consume(this.#host, localeContext, () => this.#host.requestUpdate());
  }

  hostDisconnected(): void {
    this.#stop?.();
  }

  hostUpdate(): void {
    const asked = languageOf(this.#host);
    if (asked === this.#asked) return;
    this.#asked = asked;
    const loading = translationOf(asked, this.#languages);
    if (!loading) {
      this.strings = this.#english;
      this.lang = /^en\b/i.test(asked) ? asked : 'en';
      return;
    }
    loading.then(
      (strings) => {
        if (this.#asked !== asked) return;
        this.strings = strings;
        this.lang = asked;
        this.#host.requestUpdate();
      },
      // The chunk did not arrive: the words at hand stay, and the next change of language asks anew.
      () => undefined,
    );
  }
}
