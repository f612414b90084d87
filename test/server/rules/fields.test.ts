import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FormField } from '../../../sdk/contract/teams.ts';
import { readFields } from '../../../server/rules/fields.ts';
import { sizes } from '../../kit/sizes.ts';

const field = (type: FormField['type'], more: Partial<FormField> = {}): FormField => ({
  key: 'it',
  label: 'It',
  type,
  required: false,
  ...(type === 'choice' ? { options: ['small', 'large'] } : {}),
  ...more,
});

/** The value read, or the code of what is wrong. */
const readOne = (type: FormField['type'], it: unknown, more?: Partial<FormField>) => {
  const { fields, issues } = readFields([field(type, more)], it === undefined ? {} : { it });
  expect(fields.length + issues.length).toBe(1);
  return issues.length > 0 ? `issue: ${issues[0]?.code}` : fields[0]?.value;
};

describe("a form's own fields", () => {
  test.each<[FormField['type'], unknown, unknown]>([
    ['text', '  a line ', 'a line'],
    ['text', 'e\u0301', 'é'],
    ['text', '👍'.repeat(200), '👍'.repeat(200)],
    ['text', 'x'.repeat(201), 'issue: too_long'],
    ['text', 'bell\u0007', 'issue: invalid'],
    ['text', 7, 'issue: invalid'],
    ['text', ['a'], 'issue: invalid'],
    ['long_text', ' two\r\nlines ', ' two\nlines '],
    ['long_text', 'x'.repeat(20_000), 'x'.repeat(20_000)],
    ['long_text', 'x'.repeat(20_001), 'issue: too_long'],
    ['choice', 'large', 'large'],
    ['choice', 'huge', 'issue: invalid'],
    ['choice', 0, 'issue: invalid'],
    ['number', 1.5, 1.5],
    ['number', ' -12.5 ', -12.5],
    ['number', '1e3', 1000],
    ['number', 0, 0],
    ['number', '0x10', 'issue: invalid'],
    ['number', 'Infinity', 'issue: invalid'],
    ['number', '1e999', 'issue: invalid'],
    ['number', Number.NaN, 'issue: invalid'],
    ['number', '1,5', 'issue: invalid'],
    ['number', true, 'issue: invalid'],
    ['date', '2028-02-29', '2028-02-29'],
    ['date', '2026-02-29', 'issue: invalid'],
    ['date', '2026-02-30', 'issue: invalid'],
    ['date', '2026-13-01', 'issue: invalid'],
    ['date', '1.2.2026', 'issue: invalid'],
    ['date', 20260101, 'issue: invalid'],
    ['checkbox', true, true],
    ['checkbox', 'true', true],
    ['checkbox', 'false', false],
    ['checkbox', undefined, false],
    ['checkbox', 'yes', 'issue: invalid'],
    ['checkbox', 1, 'issue: invalid'],
  ])('%s reads %j as %j', (type, given, expected) => {
    expect(readOne(type, given)).toEqual(expected);
  });

  test.each(['text', 'long_text', 'choice', 'number', 'date'] as const)(
    '%s may be left out, unless it is required',
    (type) => {
      for (const blank of [undefined, null, '', '  ']) {
        expect(readOne(type, blank)).toBe(null);
        expect(readOne(type, blank, { required: true })).toBe('issue: required');
      }
    },
  );

  test('a required checkbox wants to be ticked', () => {
    expect(readOne('checkbox', true, { required: true })).toBe(true);
    for (const unticked of [false, 'false', null, undefined]) {
      expect(readOne('checkbox', unticked, { required: true })).toBe('issue: required');
    }
  });

  test('report everything at once, by key, and keep what is right in form order', () => {
    const form = [
      field('text', { key: 'model', label: 'Model', required: true }),
      field('number', { key: 'age', label: 'Age' }),
      field('date', { key: 'bought', label: 'Bought', required: true }),
      field('checkbox', { key: 'agree', label: 'Agree' }),
    ];
    const given = { extra: 1, agree: true, bought: 'soon', age: '3' };
    expect(readFields(form, given)).toEqual({
      fields: [
        { key: 'age', label: 'Age', type: 'number', value: 3 },
        { key: 'agree', label: 'Agree', type: 'checkbox', value: true },
      ],
      issues: [
        { path: ['fields', 'model'], code: 'required', message: 'Fill in this field.' },
        { path: ['fields', 'bought'], code: 'invalid', message: 'Enter a date as YYYY-MM-DD.' },
        { path: ['fields', 'extra'], code: 'unknown', message: 'The form has no such field.' },
      ],
    });
  });

  test('keep a choice in the default language, in whichever it was made', () => {
    const translations = {
      de: { fields: { it: { options: ['klein', 'groß'] } } },
      fr: { fields: { it: { options: ['petit'] } } },
      pt: { name: 'Reparos' },
    };
    const choose = (it: string) => readFields([field('choice')], { it }, translations);
    expect(choose('groß').fields[0]?.value).toBe('large');
    expect(choose('small').fields[0]?.value).toBe('small');
    expect(choose('petit').issues[0]?.code).toBe('invalid');
  });

  test('are not mistaken for what every object has', () => {
    const form = [field('text', { key: 'constructor' })];
    expect(readFields(form, {}).fields[0]?.value).toBe(null);
    const hostile: Record<string, unknown> = JSON.parse('{"__proto__": {"constructor": "x"}}');
    expect(readFields(form, hostile).issues[0]?.path).toEqual(['fields', '__proto__']);
  });

  test('take any value without failing, and keep only values of their type', () => {
    const types = fc.constantFrom<FormField['type'][]>(
      'text',
      'long_text',
      'choice',
      'number',
      'date',
      'checkbox',
    );
    const kept = {
      text: 'string',
      long_text: 'string',
      choice: 'string',
      date: 'string',
      number: 'number',
      checkbox: 'boolean',
    };
    fc.assert(
      fc.property(types, fc.boolean(), fc.jsonValue(), (type, required, it) => {
        const { fields, issues } = readFields([field(type, { required })], { it });
        expect(fields.length + issues.length).toBe(1);
        const value = fields[0]?.value;
        if (value !== undefined && value !== null) expect(typeof value).toBe(kept[type]);
        if (value === null) expect(required).toBe(false);
      }),
      { numRuns: sizes.propertyRuns * 3 },
    );
  });
});
