import { crc32 } from 'node:zlib';
import type { TableName } from '../rows.ts';
import type { AnyRow } from './filing.ts';
import type { Removal } from './overlay.ts';
import type { Totals } from './totals.ts';

/** One changed row of a transaction, ready to be written. */
export interface Document {
  table: TableName;
  id: string;
  key: string;
  /** What the tables get once this is synced. */
  next: AnyRow | Removal;
  /** Null: the document goes. */
  text: string | null;
}

/** The changed documents of one transaction. */
export interface Batch {
  documents: readonly Document[];
  /** What the database adds up to with this batch. */
  totals: Totals;
}

/** A stored text does not carry the sum it was written with. */
export class BrokenText extends Error {
  override readonly name = 'BrokenText';
}

export const keyOf = (table: TableName, id: string): string => `${table}:${id}`;

/** Splits a document's key. */
export function partsOf(key: string): { table: string; id: string } {
  const colon = key.indexOf(':');
  return { table: key.slice(0, colon), id: key.slice(colon + 1) };
}

const sumLength = 8;

/** The sum of a value's JSON: the same for the same members in the same order. */
export const sumOf = (value: unknown): number => crc32(JSON.stringify(value));

/** The sum that stands at the beginning of a stored text. */
export const sumIn = (text: string): number => Number.parseInt(text.slice(0, sumLength), 16);

/** A value as it is stored: the sum of its JSON, then the JSON. */
export function textOf(value: unknown): string {
  const json = JSON.stringify(value);
  return crc32(json).toString(16).padStart(sumLength, '0') + json;
}

/** Reads a stored text; throws `BrokenText` where it is not what was written. */
export function valueIn(text: string): unknown {
  const json = text.slice(sumLength);
  if (crc32(json) !== sumIn(text)) throw new BrokenText('A document is not what was written.');
  return JSON.parse(json);
}
