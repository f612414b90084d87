import { en } from './en.ts';
import type { MailTexts } from './mail-texts.ts';

/** The languages mails are written in, by lower-case tag; one more file and line adds one. */
const languages: Readonly<Record<string, MailTexts>> = { en };

/** The mails in a person's language: `pt-BR` falls back to `pt`, everything to English. */
export function textsIn(locale: string | null): MailTexts {
  for (let tag = (locale ?? '').toLowerCase(); tag !== ''; tag = tag.replace(/-?[^-]*$/, '')) {
    const texts = Object.hasOwn(languages, tag) ? languages[tag] : undefined;
    if (texts !== undefined) return texts;
  }
  return en;
}
