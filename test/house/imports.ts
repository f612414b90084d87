import { posix } from 'node:path';
import { transform } from 'esbuild';
import { parseAstAsync } from 'rollup/parseAst';
import type { SourceFile } from './sources.ts';

/** One import of one file. */
export interface Import {
  /** The importing file's path. */
  readonly from: string;
  /** The imported file's path, or the package's name (`node:fs`, `lit`, `@lit/context`). */
  readonly to: string;
  readonly isPackage: boolean;
  /** `type` imports vanish when built; `dynamic` ones are fetched when the code asks. */
  readonly kind: 'static' | 'dynamic' | 'type';
}

interface SyntaxNode {
  readonly type: string;
  readonly source?: { readonly value?: unknown } | null;
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value;
}

function nodesWithin(value: unknown): SyntaxNode[] {
  if (Array.isArray(value)) return value.flatMap(nodesWithin);
  if (!isNode(value)) return [];
  return [value, ...Object.values(value).flatMap(nodesWithin)];
}

const withoutComments = (text: string): string =>
  text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');

function packageOf(specifier: string): string {
  if (specifier.startsWith('node:')) return specifier;
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** What the built file imports: the truth about values, read from its syntax tree. */
async function valueImports(text: string): Promise<{ specifier: string; dynamic: boolean }[]> {
  const { code } = await transform(text, {
    loader: 'ts',
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true, experimentalDecorators: true } },
  });
  return nodesWithin(await parseAstAsync(code)).flatMap((node) => {
    const specifier = node.source?.value;
    if (typeof specifier !== 'string') return [];
    return [{ specifier, dynamic: node.type === 'ImportExpression' }];
  });
}

/** What only the types mention: `import type`, `export type … from`, and `import('…')` in a type. */
function typeImports(text: string, values: ReadonlySet<string>): string[] {
  const plain = withoutComments(text);
  const declared = plain.matchAll(
    /^\s*(?:import|export)\s+type\s[^'"`;]*?from\s*['"]([^'"]+)['"]/gm,
  );
  const inline = [...plain.matchAll(/^(.*)\bimport\(\s*['"]([^'"]+)['"]\s*\)/gm)];
  // An odd number of quotes before it: it stands inside a string.
  const inTypes = inline
    .filter(([, before]) => ['"', '`'].every((quote) => before!.split(quote).length % 2 === 1))
    .map(([, , specifier]) => specifier!);
  return [
    ...[...declared].map(([, specifier]) => specifier!),
    ...inTypes.filter((specifier) => !values.has(specifier)),
  ];
}

/** All imports of the given files. */
export async function importsOf(files: readonly SourceFile[]): Promise<Import[]> {
  const lists = await Promise.all(
    files.map(async ({ path, text }) => {
      const place = (specifier: string, kind: Import['kind']): Import => {
        const isPackage = !specifier.startsWith('.');
        const to = isPackage
          ? packageOf(specifier)
          : posix.join(posix.dirname(path), specifier.replace(/\?.*/, ''));
        return { from: path, to, isPackage, kind };
      };
      const values = await valueImports(text);
      const seen = new Set(values.map(({ specifier }) => specifier));
      return [
        ...values.map((one) => place(one.specifier, one.dynamic ? 'dynamic' : 'static')),
        ...typeImports(text, seen).map((specifier) => place(specifier, 'type')),
      ];
    }),
  );
  return lists.flat();
}

/** The circles among value imports, each as the paths along it; empty when there is none. */
export function circlesIn(imports: readonly Import[]): string[][] {
  const next = new Map<string, string[]>();
  for (const { from, to, isPackage, kind } of imports) {
    if (isPackage || kind === 'type') continue;
    next.set(from, [...(next.get(from) ?? []), to]);
  }
  const circles: string[][] = [];
  const done = new Set<string>();
  const visit = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path);
    if (start >= 0) {
      circles.push([...trail.slice(start), path]);
      return;
    }
    if (done.has(path)) return;
    for (const target of next.get(path) ?? []) visit(target, [...trail, path]);
    done.add(path);
  };
  for (const path of next.keys()) visit(path, []);
  return circles;
}
