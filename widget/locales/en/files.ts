import type { FileStrings } from '../locale.ts';

const or = new Intl.ListFormat('en', { type: 'disjunction' });

export const files: FileStrings = {
  lang: 'en',
  chosen: 'Chosen files',
  remove: (name) => `Remove ${name}`,
  removed: (name) => `${name} is removed`,
  wrongType: (name, endings) =>
    `${name} cannot be sent. Choose a file of type ${or.format(endings)}`,
  tooLarge: (name, size) => `${name} is larger than ${size}`,
  tooMany: (name, maxFiles) => `${name} is left out. You can send up to ${maxFiles} files`,
  tooLargeTogether: (name, size) => `${name} is left out. All files together can be up to ${size}`,
};
