import type { FormField, TeamTranslations } from '../../sdk/contract/teams.ts';
import type { FieldValue } from '../../sdk/contract/tickets.ts';
import { translatedOptionsOf } from './form-translation.ts';

/** One value that is not as its field wants it. */
export interface FieldIssue {
  path: ['fields', string];
  code: string;
  message: string;
}

type Read = { value: FieldValue['value'] } | { code: string; message: string };

const bad = (message: string, code = 'invalid'): Read => ({ code, message });

// Refused as in every other text: controls other than newline and tab.
// biome-ignore lint/suspicious/noControlCharactersInRegex: this is the rule itself
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;

function readText(given: unknown, max: number): Read {
  if (typeof given !== 'string') return bad('Write a text.');
  if (controls.test(given)) return bad('Remove the control characters.');
  const value = given.replace(/\r\n?/g, '\n').normalize('NFC');
  if (value.length > 2 * max || [...value].length > max) {
    return bad(`Use at most ${max.toLocaleString('en')} characters.`, 'too_long');
  }
  return { value };
}

function readNumber(given: unknown): Read {
  const written =
    typeof given === 'string' && /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(given.trim());
  const value = typeof given === 'number' ? given : written ? Number(given) : Number.NaN;
  return Number.isFinite(value) ? { value } : bad('Enter a number.');
}

function readDate(given: unknown): Read {
  const value = typeof given === 'string' ? given.trim() : '';
  const moment = /^\d{4}-\d\d-\d\d$/.test(value) ? Date.parse(`${value}T00:00:00Z`) : Number.NaN;
  // The 30th of February is read as a day in March.
  const real = !Number.isNaN(moment) && new Date(moment).toISOString().startsWith(value);
  return real ? { value } : bad('Enter a date as YYYY-MM-DD.');
}

function readCheckbox(given: unknown): Read {
  if (given === true || given === 'true') return { value: true };
  if (given === false || given === 'false') return { value: false };
  return bad('Tick the box or leave it.');
}

/** A choice may be named in any language of the form; it is kept in the default one. */
function readChoice(field: FormField, given: unknown, translations: TeamTranslations): Read {
  const options = field.options ?? [];
  const text = typeof given === 'string' ? given.normalize('NFC').trim() : '';
  if (options.includes(text)) return { value: text };
  for (const { fields } of Object.values(translations)) {
    const own = fields !== undefined && Object.hasOwn(fields, field.key) ? fields[field.key] : null;
    const place = translatedOptionsOf(field, own?.options)?.indexOf(text) ?? -1;
    const value = options[place];
    if (value !== undefined) return { value };
  }
  return bad('Choose one of the options.');
}

function read(field: FormField, given: unknown, translations: TeamTranslations): Read {
  switch (field.type) {
    case 'text':
      return readText(typeof given === 'string' ? given.trim() : given, 200);
    case 'long_text':
      return readText(given, 20_000);
    case 'number':
      return readNumber(given);
    case 'date':
      return readDate(given);
    case 'checkbox':
      return readCheckbox(given);
    case 'choice':
      return readChoice(field, given, translations);
  }
}

const isBlank = (given: unknown): boolean =>
  given === undefined || given === null || (typeof given === 'string' && given.trim() === '');

/**
 * The values of a team's own fields as they are stored, every field once and in form order, and all
 * that is wrong with them. Left out, a field is null, a checkbox false. Numbers and booleans may be
 * written as text. A required checkbox wants to be ticked.
 */
export function readFields(
  formFields: readonly FormField[],
  values: Record<string, unknown> | undefined,
  translations: TeamTranslations = {},
): { fields: FieldValue[]; issues: FieldIssue[] } {
  const given = values ?? {};
  const fields: FieldValue[] = [];
  const issues: FieldIssue[] = [];
  const report = (key: string, code: string, message: string): void => {
    issues.push({ path: ['fields', key], code, message });
  };

  for (const field of formFields) {
    const { key, label, type, required } = field;
    const raw = Object.hasOwn(given, key) ? given[key] : undefined;
    const empty: Read = { value: type === 'checkbox' ? false : null };
    const answer = isBlank(raw) ? empty : read(field, raw, translations);
    if ('code' in answer) {
      report(key, answer.code, answer.message);
      continue;
    }
    if (required && (answer.value === null || answer.value === false)) {
      report(key, 'required', type === 'checkbox' ? 'Tick this box.' : 'Fill in this field.');
      continue;
    }
    fields.push({ key, label, type, value: answer.value });
  }

  const known = new Set(formFields.map((field) => field.key));
  for (const key of Object.keys(given)) {
    if (!known.has(key)) report(key, 'unknown', 'The form has no such field.');
  }
  return { fields, issues };
}
