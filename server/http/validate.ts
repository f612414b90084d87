import * as v from 'valibot';
import type { Issue } from '../routes/entrance.ts';

const codes: Readonly<Record<string, string>> = { check: 'invalid', partial_check: 'invalid' };

function issueOf(issue: v.BaseIssue<unknown>): Issue {
  const path = (issue.path ?? []).map((item) =>
    typeof item.key === 'number' ? item.key : String(item.key),
  );
  if (issue.kind === 'schema') {
    if (issue.type === 'strict_object' && issue.expected === 'never') {
      return { path, code: 'unknown_key', message: 'This name is not known here.' };
    }
    if (issue.received === 'undefined') {
      return { path, code: 'required', message: 'Fill in this field.' };
    }
  }
  return { path, code: codes[issue.type] ?? issue.type, message: issue.message };
}

/** Valibot names the first unknown key of an object only; here are the others of the outermost. */
function moreUnknownKeys(schema: v.GenericSchema, value: unknown, found: Issue[]): Issue[] {
  if (!('entries' in schema) || typeof value !== 'object' || value === null) return [];
  const entries = schema.entries as Readonly<Record<string, unknown>>;
  const named = new Set(found.map(({ path }) => path.length === 1 && path[0]));
  return Object.keys(value)
    .filter((key) => !Object.hasOwn(entries, key) && !named.has(key))
    .map((key) => ({ path: [key], code: 'unknown_key', message: 'This name is not known here.' }));
}

/** A parsed value, or everything that is wrong with it at once. */
export type Judgement = { value: unknown; issues?: never } | { issues: Issue[] };

/** Parses a value by its schema. */
export function judge(schema: v.GenericSchema, value: unknown): Judgement {
  const result = v.safeParse(schema, value);
  if (result.success) return { value: result.output };
  const issues = result.issues.map(issueOf);
  const strict = issues.some(({ code }) => code === 'unknown_key');
  return { issues: strict ? [...issues, ...moreUnknownKeys(schema, value, issues)] : issues };
}

const noQuery = v.strictObject({});

/** Parses a query; a name given twice is as wrong as an unknown one. */
export function judgeQuery(schema: v.GenericSchema | undefined, url: string): Judgement {
  const start = url.indexOf('?');
  const params = start === -1 ? [] : [...new URLSearchParams(url.slice(start + 1))];
  const query = Object.fromEntries(params);
  const judged = judge(schema ?? noQuery, query);
  if (Object.keys(query).length === params.length) return judged;
  const names = params.map(([name]) => name);
  const repeated = [...new Set(names.filter((name, at) => names.indexOf(name) !== at))];
  const issues = repeated.map((name) => ({
    path: [name],
    code: 'repeated',
    message: 'Give this name once.',
  }));
  return { issues: [...issues, ...(judged.issues ?? [])] };
}
