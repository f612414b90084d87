/**
 * The words of the elements, as types: a language that misses one does not compile. Sentences with
 * a value in them are functions, so that each language orders its words and chooses its plurals.
 * They are split by when they are needed, since the form's first load carries only the first part.
 */

/** Names of the form's fields, in the order they stand. */
export type FormFieldName = 'name' | 'email' | 'phone' | 'subject' | 'description' | 'attachments';

/** What the form shows at first, and its errors. */
export interface FormStrings {
  /** The language tag of these words. */
  lang: string;
  labels: Record<FormFieldName, string>;
  /** The same label for a field that may stay empty. */
  optional(label: string): string;
  /** Says what to enter where a required field is empty. */
  missing(field: FormFieldName): string;
  invalidEmail: string;
  /** How many files, and how large each may be, in bytes. */
  filesHint(limits: { maxFiles: number; maxBytes: number }): string;
  problem: string;
  send: string;
  sending: string;
  /** While it is not known yet what failed; what was written is kept. */
  failed: string;
  /** While the receipt is not there yet. */
  sent: string;
}

/** What came of a submit: the receipt, or why not. */
export interface OutcomeStrings {
  title: string;
  number(number: number): string;
  /** Where the link was mailed; without an address for a signed-in person. */
  mailed(email: string | undefined): string;
  open: string;
  another: string;
  retry: string;
  /** Why a message was not sent, and what to do. */
  offline: string;
  /** In how many seconds to send it again, where the server said so. */
  busy(seconds: number | undefined): string;
  unavailable: string;
  tooLarge: string;
  refused: string;
  /** There is no such form. */
  gone: string;
  /** The form could not be described yet; it can be filled in. */
  notReady: string;
}

/** The list of chosen files. */
export interface FileStrings {
  /** The language tag of these words. */
  lang: string;
  chosen: string;
  remove(name: string): string;
  removed(name: string): string;
  wrongType(name: string, endings: readonly string[]): string;
  /** The size is in words already, as in the others. */
  tooLarge(name: string, size: string): string;
  tooMany(name: string, maxFiles: number): string;
  tooLargeTogether(name: string, size: string): string;
}
