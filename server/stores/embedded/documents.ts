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

export const keyOf = (table: TableName, id: string): string => `${table}:${id}`;

/** Splits a document's key. */
export function partsOf(key: string): { table: string; id: string } {
  const colon = key.indexOf(':');
  return { table: key.slice(0, colon), id: key.slice(colon + 1) };
}

/** The sum of a stored text. */
export const sumOf = (text: string): number => crc32(text);
