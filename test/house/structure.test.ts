import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { codeFolders, pathsIn, textOf, typeScriptFiles } from './sources.ts';

const maxLines = 400;
const files = typeScriptFiles();

/** Each place where a pattern occurs, as `path:line`. */
function placesOf(pattern: RegExp): string[] {
  return files.flatMap(({ path, text }) =>
    text
      .split('\n')
      .flatMap((line, index) =>
        pattern.test(line) ? [`${path}:${index + 1} ${line.trim()}`] : [],
      ),
  );
}

// Written in two halves, so that this file does not find itself.
const words = (...halves: readonly [string, string][]): string =>
  halves.map(([first, second]) => first + second).join('|');

describe('the house', () => {
  test.each(codeFolders)('%s says in a README what it is', (folder) => {
    const paths = pathsIn(folder);
    const hasCode = paths.some((path) => path.endsWith('.ts'));
    expect(!hasCode || paths.includes(`${folder}/README.md`)).toBe(true);
  });

  test('names its files in kebab-case', () => {
    const named = codeFolders
      .flatMap(pathsIn)
      .filter((path) => /\.(ts|tsx|js|css|html|json|sql|svg)$/.test(path))
      .filter((path) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)+$/.test(basename(path)));
    expect(named).toEqual([]);
  });

  test(`keeps files of sdk, server and widget within ${maxLines} lines`, () => {
    const long = files
      .filter(({ path }) => /^(sdk|server|widget)\//.test(path))
      .map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }))
      .filter(({ lines }) => lines > maxLines);
    expect(long).toEqual([]);
  });

  test('has no untyped value', () => {
    const untyped = `(?::|\\bas|[<|,])\\s*${words(['an', 'y'])}\\s*(?:[;,)>|=\\[{]|$)`;
    expect(placesOf(new RegExp(untyped))).toEqual([]);
  });

  test('silences neither the compiler nor the linter of whole files', () => {
    const silence = words(['@ts-', 'ignore'], ['@ts-', 'nocheck'], ['biome-', 'ignore-all']);
    expect(placesOf(new RegExp(silence))).toEqual([]);
  });

  test('leaves nothing for later', () => {
    const later = `\\b(?:${words(['TO', 'DO'], ['FIX', 'ME'], ['XX', 'X'])})\\b`;
    expect(placesOf(new RegExp(later))).toEqual([]);
  });

  test('skips no test and singles none out', () => {
    const dotted = '\\b(?:it|test|describe|suite)\\.(?:skip|only|todo|fails|skipIf|runIf)\\b';
    const prefixed = '\\b(?:xit|fit|xdescribe|fdescribe)\\(';
    expect(placesOf(new RegExp(`${dotted}|${prefixed}`))).toEqual([]);
  });
});

describe('the installed packages', () => {
  interface LockedPackage {
    version?: string;
    resolved?: string;
    optionalDependencies?: Record<string, string>;
  }
  interface Lockfile {
    packages: Record<string, LockedPackage>;
  }
  const { packages }: Lockfile = JSON.parse(textOf('package-lock.json'));

  test('come from whatever registry the reader uses', () => {
    const addressed = Object.entries(packages).filter(([, { resolved }]) => resolved !== undefined);
    expect(addressed).toEqual([]);
  });

  // `npm ci` refuses a lockfile that was written where some platform's build was not to be had.
  test('are locked for every platform', () => {
    const names = new Set(
      Object.keys(packages).map((path) => path.replace(/^.*node_modules\//, '')),
    );
    const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies)
        .filter((name) => !names.has(name))
        .map((name) => `${path} wants ${name}`),
    );
    expect(missing).toEqual([]);
  });

  test.each([
    ['hono', '4.13.7'],
    ['nodemailer', '10.4.1'],
  ])('have %s at %s or newer', (name, floor) => {
    const numbers = (version: string) =>
      version.split('.').map((part) => Number.parseInt(part, 10));
    const [major = 0, minor = 0, patch = 0] = numbers(
      packages[`node_modules/${name}`]?.version ?? '0.0.0',
    );
    const [floorMajor = 0, floorMinor = 0, floorPatch = 0] = numbers(floor);
    const order = major - floorMajor || minor - floorMinor || patch - floorPatch;
    expect(order).toBeGreaterThanOrEqual(0);
  });
});
