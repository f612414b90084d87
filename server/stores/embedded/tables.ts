import { lookups } from '../lookups.ts';
import type { TableName } from '../rows.ts';
import { Table } from './table.ts';

export type TableSet = Readonly<Record<TableName, Table>>;

export const tableNames = Object.keys(lookups) as TableName[];

/** Every table, empty. */
export const makeTables = (): TableSet =>
  Object.fromEntries(tableNames.map((name) => [name, new Table(name)])) as Record<TableName, Table>;
