import type { Answer, BodyFor, QueryFor } from '../call.ts';
import { collection } from '../collection.ts';
import type { CallOptions, Connection, WriteOptions } from '../connection.ts';
import type { Page } from '../contract/common.ts';
import type { Company } from '../contract/people.ts';

export interface CompanyFilter extends QueryFor<'GET /companies'> {}
export interface CompanyInput extends BodyFor<'POST /companies'> {}

export interface Companies {
  list(filter?: CompanyFilter, options?: CallOptions): AsyncGenerator<Company, void, undefined>;
  page(filter?: CompanyFilter, options?: CallOptions): Answer<Page<Company>>;
  get(id: string, options?: CallOptions): Answer<Company>;
  create(draft: CompanyInput, options?: CallOptions): Answer<Company>;
  update(id: string, change: CompanyInput, options?: WriteOptions): Answer<Company>;
  /** Deletes a company nobody and no team belongs to, else 409. */
  remove(id: string, options?: WriteOptions): Answer<undefined>;
}

export const companiesOf = (connection: Connection): Companies =>
  collection(connection, '/companies');
