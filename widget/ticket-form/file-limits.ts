import type { FormDescription } from '../../sdk/contract/forms.ts';
import type { FileStrings } from '../locales/locale.ts';
import { sizeText } from '../parts/size.ts';

/** What a form takes; `types` are media types. Unknown until the server has described the form. */
export type FileLimits = FormDescription['attachments'];

/** All files of a message together, in bytes; the server counts again. */
const bytesTogether = 20_000_000;

const office = 'vnd.openxmlformats-officedocument';
/** Media types whose usual ending is not their second half. */
const endings: Readonly<Record<string, string>> = {
  jpeg: 'jpg',
  plain: 'txt',
  [`${office}.wordprocessingml.document`]: 'docx',
  [`${office}.spreadsheetml.sheet`]: 'xlsx',
};

/** `jpg` for `image/jpeg`: how people know a type. */
export function endingOf(type: string): string {
  const half = type.slice(type.indexOf('/') + 1);
  return endings[half] ?? half;
}

function endingIn(name: string): string {
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  return ending === 'jpeg' ? 'jpg' : ending;
}

/** Whether two are the same file, chosen twice. */
export const sameFile = (one: File, other: File): boolean =>
  one.name === other.name && one.size === other.size && one.lastModified === other.lastModified;

/**
 * Why a file cannot join those chosen, in words; undefined where it can. Its type is judged by its
 * name, since systems differ in what they call a type; the server judges the content too.
 */
export function refusalOf(
  { name, size }: File,
  chosen: readonly File[],
  limits: FileLimits | undefined,
  words: FileStrings,
): string | undefined {
  if (!limits) return undefined;
  const { maxBytes, maxFiles } = limits;
  const allowed = limits.types.map(endingOf);
  if (!allowed.includes(endingIn(name))) return words.wrongType(name, allowed);
  if (size > maxBytes) return words.tooLarge(name, sizeText(maxBytes, words.lang));
  if (chosen.length >= maxFiles) return words.tooMany(name, maxFiles);
  const together = chosen.reduce((sum, file) => sum + file.size, size);
  if (together > bytesTogether)
    return words.tooLargeTogether(name, sizeText(bytesTogether, words.lang));
  return undefined;
}
