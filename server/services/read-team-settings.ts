import type { TeamPatch } from '../../sdk/contract/teams.ts';
import { mayServe } from '../rules/assignment.ts';
import { everything } from '../rules/visibility.ts';
import type { Reader } from '../stores/store.ts';
import { type Issue, Refusal, refuseIssues, unknownId } from './refusal.ts';

/** Form fields are told apart by their keys. */
function repeatedKeys({ formFields = [] }: TeamPatch): Issue[] {
  return formFields.flatMap(({ key }, index) =>
    formFields.findIndex((field) => field.key === key) === index
      ? []
      : [
          {
            path: ['formFields', index, 'key'],
            code: 'repeated',
            message: 'Another field has this key.',
          },
        ],
  );
}

/** The ids in a team's settings name a company, and colleagues who may hold its tickets. */
export async function checkTeamSettings(
  reader: Reader,
  patch: TeamPatch,
  companyId: string | null,
): Promise<void> {
  const issues = repeatedKeys(patch);
  if (patch.companyId !== undefined && patch.companyId !== null) {
    if ((await reader.get('company', patch.companyId)) === undefined) {
      issues.push(unknownId(['companyId']));
    }
  }
  const members = await reader.getMany('person', patch.memberIds ?? []);
  const memberOf = new Map(members.map((person) => [person.id, person]));
  patch.memberIds?.forEach((id, index) => {
    const person = memberOf.get(id);
    if (person === undefined) issues.push(unknownId(['memberIds', index]));
    else if (!mayServe(person, { companyId })) {
      const message = "Members are active colleagues of the team's company.";
      issues.push({ path: ['memberIds', index], code: 'not_in_team', message });
    }
  });
  refuseIssues(issues);
}

const longestSlug = 80;

/** A name as a part of an address: small letters, digits and hyphens. */
function slugFrom(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return plain.slice(0, longestSlug - 5).replace(/-+$/, '') || 'team';
}

const isTaken = async (reader: Reader, slug: string, exceptId?: string): Promise<boolean> => {
  const [team] = await reader.findTeams(everything, 'slug', slug, { limit: 1 });
  return team !== undefined && team.id !== exceptId;
};

/** The slug that a name gives, with a number behind it where another team has it already. */
export async function freeSlugFor(reader: Reader, name: string): Promise<string> {
  const base = slugFrom(name);
  let slug = base;
  for (let number = 2; await isTaken(reader, slug); number += 1) slug = `${base}-${number}`;
  return slug;
}

/** Refuses a slug that another team has: the address of a form leads to one team. */
export async function requireFreeSlug(
  reader: Reader,
  slug: string,
  exceptId?: string,
): Promise<void> {
  if (await isTaken(reader, slug, exceptId)) {
    throw new Refusal('conflict', 'Another team has this slug; choose another one.');
  }
}
