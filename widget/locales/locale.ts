/**
 * The words of the elements, as types: a language that misses one does not compile. Sentences with
 * a value in them are functions, so that each language orders its words and chooses its plurals.
 * They are split by when they are needed, since the form's first load carries only the first part.
 */

/** Names of the form's own fields, in the order they stand. */
export type FormFieldName = 'name' | 'email' | 'phone' | 'subject' | 'description' | 'attachments';

/** What the form shows at first, and its errors. */
export interface FormStrings {
  /** The language tag of these words. */
  lang: string;
  labels: Record<FormFieldName, string>;
  /** The same label for a field that may stay empty. */
  optional(label: string): string;
  /** Says what to enter where a required field is empty. */
  missing: Record<'name' | 'email' | 'subject' | 'description', string>;
  invalidEmail: string;
  /** Sizes in bytes. */
  filesHint(maxFiles: number, maxBytes: number): string;
  problem: string;
  send: string;
  sending: string;
  retry: string;
  /** What failed is not known yet; the words typed are kept. */
  failed: string;
  sent(number: number): string;
  /** Shows the rest of a long description. */
  showAll: string;
}

/** What came of a submit: the receipt, or why not. */
export interface OutcomeStrings {
  title: string;
  number(number: number): string;
  /** Where the link was mailed; without an address for a signed-in person. */
  mailed(email: string | undefined): string;
  open: string;
  another: string;
  offline: string;
  /** In how many seconds to try again, where the server said so. */
  busy(seconds: number | undefined): string;
  unavailable: string;
  gone: string;
  tooLarge: string;
  refused: string;
}

/** The list of chosen files. Sizes in bytes. */
export interface FileStrings {
  chosen: string;
  remove(name: string): string;
  removed(name: string): string;
  wrongType(name: string, types: readonly string[]): string;
  tooLarge(name: string, maxBytes: number): string;
  tooMany(name: string, maxFiles: number): string;
  tooLargeTogether(name: string, maxBytes: number): string;
}

/** One language of the form; the later parts come with their chunks where the language is English. */
export interface FormLocale {
  form: FormStrings;
  outcome?: OutcomeStrings;
  files?: FileStrings;
}
