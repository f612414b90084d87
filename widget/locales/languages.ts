/** Languages beside English, by tag in small letters, each a chunk of its own. */
export type Languages<Locale> = Readonly<Record<string, () => Promise<Locale>>>;

/** The language tag that holds for an element: its own, an ancestor's, the document's, the browser's. */
export function languageOf(element: Element): string {
  let at: Element | null | undefined = element;
  while (at) {
    const { lang } = at as HTMLElement;
    if (lang) return lang;
    at = at.parentElement ?? (at.getRootNode() as Partial<ShadowRoot>).host;
  }
  return navigator.language;
}

/**
 * Loads the closest language there is: `pt-BR`, then `pt`. Undefined where English serves, which
 * needs no loading.
 */
export function translationOf<Locale>(
  tag: string,
  languages: Languages<Locale>,
): Promise<Locale> | undefined {
  for (let key = tag.toLowerCase(); key && key !== 'en'; key = key.replace(/-?[^-]*$/, '')) {
    const load = languages[key];
    if (load) return load();
  }
  return undefined;
}
