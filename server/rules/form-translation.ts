import type { FormField, TeamTranslations } from '../../sdk/contract/teams.ts';

/** What of a team its form shows. */
export interface FormTexts {
  name: string;
  description: string;
  formFields: FormField[];
}

/** `pt-BR` falls back to `pt`. */
function tagsOf(language: string | null | undefined): string[] {
  const subtags = (language ?? '').toLowerCase().split('-');
  return subtags.map((_, index) => subtags.slice(0, subtags.length - index).join('-'));
}

/** A choice's labels in another language count only where there is one for each. */
export const translatedOptionsOf = (
  field: FormField,
  options: readonly string[] | undefined,
): readonly string[] | undefined =>
  options !== undefined && options.length === field.options?.length ? options : undefined;

/**
 * The texts of a team's form in a language. Each text falls back by itself: from the region to the
 * language to the team's default.
 */
export function inLanguage(
  team: FormTexts & { translations: TeamTranslations },
  language: string | null | undefined,
): FormTexts {
  const known = Object.entries(team.translations);
  const chain = tagsOf(language).flatMap((tag) =>
    known.filter(([name]) => name.toLowerCase() === tag).map(([, texts]) => texts),
  );
  const first = <Value>(pick: (texts: TeamTranslations[string]) => Value | undefined) => {
    for (const texts of chain) {
      const value = pick(texts);
      if (value !== undefined) return value;
    }
    return undefined;
  };
  return {
    name: first((texts) => texts.name) ?? team.name,
    description: first((texts) => texts.description) ?? team.description,
    formFields: team.formFields.map((field) => {
      const own = (texts: TeamTranslations[string]) =>
        texts.fields !== undefined && Object.hasOwn(texts.fields, field.key)
          ? texts.fields[field.key]
          : undefined;
      const options = first((texts) => translatedOptionsOf(field, own(texts)?.options));
      return {
        ...field,
        label: first((texts) => own(texts)?.label) ?? field.label,
        ...(options === undefined ? {} : { options: [...options] }),
      };
    }),
  };
}
