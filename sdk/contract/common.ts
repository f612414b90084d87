import * as v from 'valibot';

/** An opaque identifier. */
export const Id = v.pipe(v.string(), v.minLength(1), v.maxLength(64));

/** A moment, ISO 8601 in UTC. */
export const Time = v.pipe(v.string(), v.isoTimestamp());

/** A calendar day, `YYYY-MM-DD`. */
export const Day = v.pipe(v.string(), v.isoDate('Write a date as YYYY-MM-DD.'));

/** A BCP 47 language tag such as `en` or `pt-BR`. */
export const LanguageTag = v.pipe(
  v.string(),
  v.maxLength(35),
  v.regex(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/, 'Write a language tag such as en or pt-BR.'),
);

const codePoints = (text: string): number => {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
};

// Refused: C0 and C1 controls other than newline, tab and the carriage return a textarea sends.
// biome-ignore lint/suspicious/noControlCharactersInRegex: this is the rule itself
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;

const plain = (max: number) =>
  v.pipe(
    v.string(),
    v.check((text) => !controls.test(text), 'Remove the control characters.'),
    v.transform((text) => text.replace(/\r\n?/g, '\n').normalize('NFC')),
    // A quick bound first: a code point is at most two UTF-16 units.
    v.check(
      (text) => text.length <= max || (text.length <= 2 * max && codePoints(text) <= max),
      `Use at most ${max.toLocaleString('en')} characters.`,
    ),
  );

/** Text that may be empty, at most `max` code points, NFC, without control characters. */
export const optionalText = (max: number) => plain(max);

/** A line or two that must not be blank; surrounding blanks are dropped. */
export const text = (max: number) =>
  v.pipe(
    plain(max),
    v.transform((value) => value.trim()),
    v.check((value) => value !== '', 'Fill in this field.'),
  );

/** A longer text, kept as written, that must not be blank. */
export const longText = (max: number) =>
  v.pipe(
    plain(max),
    v.check((value) => value.trim() !== '', 'Fill in this field.'),
  );

export const Name = text(200);
export const Subject = text(200);
export const Body = longText(20_000);

const addrSpec =
  /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/;

/** A plain ASCII addr-spec with a domain, at most 254 characters; compared and kept in lower case. */
export const Email = v.pipe(
  v.string(),
  v.transform((address) => address.trim().toLowerCase()),
  v.maxLength(254, 'Use at most 254 characters.'),
  v.regex(addrSpec, 'Enter an e-mail address such as name@example.com.'),
);

/** A telephone number as people write it. */
export const Phone = v.pipe(
  plain(40),
  v.transform((value) => value.trim()),
  v.regex(/^[+0-9 ()./-]*$/, 'Enter a telephone number using digits.'),
);

/** `true` written in a query. */
export const Flag = v.pipe(
  v.picklist(['true', 'false']),
  v.transform((value) => value === 'true'),
);

/** `?limit=` 1 to 100, default 25, and `?cursor=` from the page before. */
export const paging = {
  limit: v.optional(
    v.pipe(
      v.union([v.string(), v.number()]),
      v.transform(Number),
      v.integer(),
      v.minValue(1),
      v.maxValue(100),
    ),
    25,
  ),
  cursor: v.optional(v.pipe(v.string(), v.maxLength(500))),
};

export const Paging = v.strictObject(paging);

/** One page of a list; `nextCursor` is null at its end. */
export const page = <Item extends v.GenericSchema>(item: Item) =>
  v.object({ items: v.array(item), nextCursor: v.nullable(v.string()) });

export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}

/** An RFC 9457 problem, the body of every refusal. */
export const Problem = v.object({
  type: v.string(),
  title: v.string(),
  status: v.number(),
  code: v.string(),
  detail: v.string(),
  requestId: v.string(),
  issues: v.optional(
    v.array(
      v.object({
        path: v.array(v.union([v.string(), v.number()])),
        code: v.string(),
        message: v.string(),
      }),
    ),
  ),
});
export interface Problem extends v.InferOutput<typeof Problem> {}
