import { sizeText } from '../../parts/size.ts';
import type { FileStrings } from '../locale.ts';

export const files: FileStrings = {
  chosen: 'Chosen files',
  remove: (name) => `Remove ${name}`,
  removed: (name) => `${name} is removed`,
  wrongType: (name, types) =>
    `${name} cannot be sent. Choose one of these types: ${new Intl.ListFormat('en', { type: 'disjunction' }).format(types)}`,
  tooLarge: (name, maxBytes) => `${name} is larger than ${sizeText(maxBytes, 'en')}`,
  tooMany: (name, maxFiles) => `${name} is left out. You can send up to ${maxFiles} files`,
  tooLargeTogether: (name, maxBytes) =>
    `${name} is left out. All files together can be up to ${sizeText(maxBytes, 'en')}`,
};
