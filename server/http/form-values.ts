import type * as v from 'valibot';
import type { Issue } from '../routes/entrance.ts';
import { parseJson } from './json.ts';

const structured = new Set(['record', 'object', 'strict_object', 'array']);

/** The type of a schema inside `optional` and `nullable`. */
function innerType(schema: unknown): unknown {
  let inner = schema;
  while (typeof inner === 'object' && inner !== null && 'wrapped' in inner) inner = inner.wrapped;
  return typeof inner === 'object' && inner !== null && 'type' in inner ? inner.type : undefined;
}

/** The fields of a multipart form as the body they stand for: `true` and `false`, and JSON where the schema has more than text. */
export function bodyOfFields(
  schema: v.GenericSchema | undefined,
  fields: Readonly<Record<string, string>>,
): { body: unknown; issues: Issue[] } {
  const entries = (schema !== undefined && 'entries' in schema ? schema.entries : {}) as object;
  const types = new Map(Object.entries(entries).map(([key, entry]) => [key, innerType(entry)]));
  const issues: Issue[] = [];
  const read = (key: string, text: string): unknown => {
    const type = types.get(key);
    if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
    if (!structured.has(String(type))) return text;
    try {
      return parseJson(text);
    } catch {
      issues.push({ path: [key], code: 'json', message: 'Write this as JSON.' });
      return undefined;
    }
  };
  const body = Object.fromEntries(
    Object.entries(fields).map(([key, text]) => [key, read(key, text)]),
  );
  return { body, issues };
}
