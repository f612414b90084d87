import type { Import } from './imports.ts';

interface Area {
  readonly name: string;
  /** Which files belong to it; the first area that matches wins. */
  readonly files: RegExp;
  /** Areas it may import, values and types. Its own files are always allowed. */
  readonly values: readonly string[];
  /** Areas it may import types from, on top. */
  readonly types: readonly string[];
  /** Packages whose values it may import; anything not forbidden below when left out. */
  readonly packages?: readonly string[];
}

const serverAreas = [
  'http',
  'routes',
  'services',
  'rules',
  'store',
  'embedded',
  'postgres',
  'ports',
];

/** ARCHITECTURE in one table: who may import whom. */
export const areas: readonly Area[] = [
  {
    name: 'contract',
    files: /^sdk\/contract\//,
    values: [],
    types: [],
    packages: ['valibot'],
  },
  { name: 'sdk', files: /^sdk\//, values: [], types: ['contract'], packages: [] },
  { name: 'widget', files: /^widget\//, values: ['sdk'], types: ['contract'] },
  {
    name: 'http',
    files: /^server\/http\//,
    values: ['routes', 'contract'],
    // A handler's first argument is the act, so whoever calls handlers names its type.
    types: ['services', 'rules', 'store', 'ports'],
  },
  {
    name: 'routes',
    files: /^server\/routes\//,
    values: ['services'],
    types: ['contract'],
  },
  {
    name: 'services',
    files: /^server\/services\//,
    values: ['rules', 'store'],
    types: ['ports', 'contract'],
  },
  { name: 'rules', files: /^server\/rules\//, values: [], types: ['contract'], packages: [] },
  {
    name: 'embedded',
    files: /^server\/stores\/embedded\//,
    values: ['store', 'rules'],
    types: ['contract'],
  },
  {
    name: 'postgres',
    files: /^server\/stores\/postgres\//,
    values: ['store', 'rules'],
    types: ['contract'],
  },
  { name: 'store', files: /^server\/stores\//, values: ['rules'], types: ['contract'] },
  { name: 'ports', files: /^server\/ports\//, values: [], types: ['contract'] },
  { name: 'composition', files: /^server\//, values: [...serverAreas, 'contract'], types: [] },
  {
    name: 'demo',
    files: /^demo\//,
    values: ['contract', 'sdk', 'widget', 'composition', ...serverAreas, 'test'],
    types: [],
  },
  {
    name: 'test',
    files: /^test\//,
    values: ['contract', 'sdk', 'widget', 'composition', ...serverAreas, 'demo'],
    types: [],
  },
];

/** Packages that only some areas may import, wherever else packages are free. */
const reserved: readonly { readonly package: RegExp; readonly areas: readonly string[] }[] = [
  { package: /^(hono|@hono\/.*)$/, areas: ['http', 'composition', 'demo', 'test'] },
  { package: /^(lowdb|classic-level)$/, areas: ['embedded', 'demo', 'test'] },
  { package: /^(pg|kysely)$/, areas: ['postgres', 'demo', 'test'] },
  { package: /^nodemailer$/, areas: ['ports', 'demo', 'test'] },
  { package: /^(lit|lit-.*|@lit\/.*)$/, areas: ['widget', 'demo', 'test'] },
];

/** The widget imports no schema and nothing of Node. */
const notForPages = /^(valibot|@valibot\/.*|@lit\/task|node:.*)$/;

const areaOf = (path: string): Area | undefined => areas.find(({ files }) => files.test(path));

function forbiddenPackage(area: Area, { to, kind }: Import): boolean {
  if (kind === 'type') return false;
  if (area.packages) return !area.packages.includes(to);
  if (area.name === 'widget' && notForPages.test(to)) return true;
  return reserved.some((rule) => rule.package.test(to) && !rule.areas.includes(area.name));
}

function forbiddenFile(area: Area, { to, kind }: Import): boolean {
  const target = areaOf(to);
  // What lies outside the code folders (package.json, the build) only demo and test may read.
  if (target === undefined) return !['demo', 'test'].includes(area.name);
  if (target === area || area.values.includes(target.name)) return false;
  return kind !== 'type' || !area.types.includes(target.name);
}

/** The imports that go against the arrows, each as one readable line. */
export function againstTheArrows(imports: readonly Import[]): string[] {
  return imports.flatMap((one) => {
    const area = areaOf(one.from);
    if (area === undefined) return [];
    const forbidden = one.isPackage ? forbiddenPackage(area, one) : forbiddenFile(area, one);
    return forbidden ? [`${one.from} (${area.name}) -> ${one.to} (${one.kind})`] : [];
  });
}
