import type { Page } from '../../sdk/contract/common.ts';
import type { Company } from '../../sdk/contract/people.ts';
import type { CompanyRow } from '../stores/rows.ts';
import type { Reader } from '../stores/store.ts';
import type { Act } from './act.ts';
import { placeOf } from './cursor.ts';
import { pageOf } from './page-of.ts';
import { notFound, Refusal } from './refusal.ts';
import { requireVersion } from './require-version.ts';
import { companyView } from './views/person-view.ts';

async function companyNamed(reader: Reader, id: string): Promise<CompanyRow> {
  const company = await reader.get('company', id);
  if (company === undefined) throw notFound();
  return company;
}

/** 404 for a company that is not there. */
export async function checkCompany(act: Act, id: string): Promise<void> {
  await companyNamed(act.house.store, id);
}

/** Companies, in the order they were added. */
export async function listCompanies(
  act: Act,
  query: { limit: number; cursor?: string | undefined },
): Promise<Page<Company>> {
  const context = { list: 'companies', query };
  const after = placeOf<string>(act, context, query.cursor);
  const rows = await act.house.store.find('company', 'all', '', {
    limit: query.limit + 1,
    ...(after === undefined ? {} : { after }),
  });
  return pageOf(act, context, rows, (shown) => shown.map(companyView));
}

export async function readCompany(act: Act, id: string): Promise<Company> {
  return companyView(await companyNamed(act.house.store, id));
}

export function addCompany(act: Act, name: string): Promise<Company> {
  return act.transact(async (tx) =>
    companyView(await tx.put('company', { id: act.house.ids.id(), version: 0, name })),
  );
}

export function renameCompany(act: Act, id: string, name: string): Promise<Company> {
  return act.transact(async (tx) => {
    const before = await companyNamed(tx, id);
    requireVersion(act, before);
    return companyView(await tx.put('company', { ...before, name }));
  });
}

/** Deletes a company nobody and no team belongs to; 409 with their number otherwise. */
export async function deleteCompany(act: Act, id: string): Promise<void> {
  await act.transact(async (tx) => {
    requireVersion(act, await companyNamed(tx, id));
    const [people, teams] = await Promise.all([
      tx.count('person', 'companyIds', id),
      tx.count('team', 'companyId', id),
    ]);
    if (people + teams > 0) {
      throw new Refusal('conflict', 'People or teams belong to this company.', {
        more: { count: people + teams },
      });
    }
    await tx.remove('company', id);
  });
}
