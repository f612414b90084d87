import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** One file of the repository: its path from the root with forward slashes, and its text. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** The repository's root folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** The folders that hold code. */
export const codeFolders = ['sdk', 'server', 'widget', 'demo', 'test'];

const leftOut = new Set(['node_modules', 'dist', 'data']);

/** Paths of all files below a folder, sorted, without what is built or installed. */
export function pathsIn(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return leftOut.has(entry.name) ? [] : pathsIn(path);
      return [relative('.', path).split(sep).join('/')];
    })
    .sort();
}

/** Reads a file of the repository. */
export const textOf = (path: string): string => readFileSync(join(root, path), 'utf8');

/** Every TypeScript file of the repository, with its text. */
export function typeScriptFiles(): SourceFile[] {
  return codeFolders
    .flatMap(pathsIn)
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => ({ path, text: textOf(path) }));
}
