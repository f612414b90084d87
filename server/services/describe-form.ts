import type { FormDescription } from '../../sdk/contract/forms.ts';
import { inLanguage } from '../rules/form-translation.ts';
import type { Act } from './act.ts';
import { fileLimits } from './file-limits.ts';
import { formTeamOf } from './form-team.ts';
import { makeFormToken } from './form-token.ts';

/** What a team's public form shows, in the asked language where the team is translated to it. */
export async function describeForm(
  act: Act,
  teamSlug: string,
  language: string | undefined,
): Promise<FormDescription> {
  const team = await formTeamOf(act, teamSlug);
  const { house } = act;
  const company =
    team.companyId === null ? undefined : await house.store.get('company', team.companyId);
  const { name, description, formFields } = inLanguage(team, language);
  const nonce = house.ids.secret().slice(0, 16);
  return {
    team: { slug: team.slug, name, description, company: company?.name ?? null },
    fields: formFields,
    attachments: {
      maxFiles: fileLimits.files,
      maxBytes: fileLimits.bytes,
      types: [...fileLimits.types],
    },
    privacy: team.privacy,
    formToken: makeFormToken(house.formKey, team.id, nonce, act.now),
    challenge: null,
  };
}
