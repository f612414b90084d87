/**
 * Weighs what visitors download (gzip, level 9) and fails above the ceilings in ceilings.json.
 * Reads the chunk graph from dist/widget/manifest.json, so nothing depends on chunk names.
 *
 * What each line counts:
 * - loader: the file named in the script tag.
 * - form first load: the loader, the form's chunk and everything that imports at once.
 * - form with everything: all of the above and every chunk the form may fetch later, in one language.
 * - portal's own: every chunk of the portal that the form does not have, in one language.
 * - launcher: its chunk and what it imports at once, without the loader.
 * - sdk with live events: `createClient` bundled and minified as a consumer's build does it.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import terser from '@rollup/plugin-terser';
import { rollup } from 'rollup';
import esbuild from 'rollup-plugin-esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const built = join(root, 'dist', 'widget');
const loader = 'deskbell.js';

const gzipped = (text) => gzipSync(text, { level: 9 }).length;
const weigh = (file) => gzipped(readFileSync(join(built, file)));
const isLocale = (chunk) => chunk.modules.some((id) => id.startsWith('widget/locales/'));

function readManifest() {
  const file = join(built, 'manifest.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
}

/** The chunk that defines an element, by its folder; undefined where there is none. */
function chunkOf(manifest, folder) {
  const defines = (file) => manifest[file].modules.includes(`widget/${folder}/define.ts`);
  return Object.keys(manifest).find(defines);
}

/** A chunk and all it imports, at once or (with `later`) ever; the loader leads to every element. */
function closure(manifest, start, later) {
  const seen = new Set();
  const visit = (file) => {
    const chunk = manifest[file];
    if (chunk === undefined || file === loader || seen.has(file)) return;
    seen.add(file);
    for (const next of chunk.imports) visit(next);
    if (later) for (const next of chunk.dynamicImports) visit(next);
  };
  visit(start);
  return seen;
}

/** One page speaks one language: of the chunks with only a locale, the largest stands for all. */
function inOneLanguage(manifest, files, firstLoad) {
  const locales = [...files].filter((file) => isLocale(manifest[file]) && !firstLoad.has(file));
  const [largest] = locales.sort((a, b) => weigh(b) - weigh(a));
  return [...files].filter((file) => file === largest || !locales.includes(file));
}

async function bundledSdk() {
  const index = join(root, 'sdk', 'index.ts');
  if (!existsSync(index)) return null;
  const entry = '\0consumer';
  const bundle = await rollup({
    input: entry,
    plugins: [
      {
        name: 'consumer',
        resolveId: (id) => (id === entry ? id : null),
        load: (id) =>
          id === entry
            ? `import { createClient } from ${JSON.stringify(index)}; globalThis.createClient = createClient;`
            : null,
      },
      esbuild({ target: 'es2022', tsconfig: join(root, 'tsconfig.json') }),
      terser({ ecma: 2021, module: true, compress: { passes: 3 }, format: { comments: false } }),
    ],
  });
  const { output } = await bundle.generate({ format: 'es', inlineDynamicImports: true });
  await bundle.close();
  return gzipped(output[0].code);
}

/** Every measured size: name, bytes (null where the part is missing), ceiling and the files counted. */
export async function measure() {
  const ceilings = JSON.parse(readFileSync(join(root, 'test', 'house', 'ceilings.json'), 'utf8'));
  const manifest = readManifest();
  const form = chunkOf(manifest, 'ticket-form');
  const portal = chunkOf(manifest, 'portal');
  const launcher = chunkOf(manifest, 'launcher');

  const firstLoad = new Set(form ? [loader, ...closure(manifest, form, false)] : []);
  const formEver = new Set(form ? [loader, ...closure(manifest, form, true)] : []);
  const portalOwn = [...(portal ? closure(manifest, portal, true) : [])];

  const counted = {
    loader: manifest[loader] ? [loader] : [],
    'form first load': [...firstLoad],
    'form with everything': inOneLanguage(manifest, formEver, firstLoad),
    "portal's own": inOneLanguage(
      manifest,
      portalOwn.filter((file) => !formEver.has(file)),
      firstLoad,
    ),
    launcher: launcher
      ? [...closure(manifest, launcher, false)].filter((file) => !firstLoad.has(file))
      : [],
  };

  const sizes = Object.entries(counted).map(([name, files]) => ({
    name,
    files: files.map((file) => ({ file, bytes: weigh(file) })),
    bytes: files.length > 0 ? files.reduce((sum, file) => sum + weigh(file), 0) : null,
    ceiling: ceilings[name],
  }));
  const sdk = 'sdk with live events';
  sizes.push({ name: sdk, files: [], bytes: await bundledSdk(), ceiling: ceilings[sdk] });
  return sizes;
}

/** The sizes as lines of text, each followed by the files it counts. */
export function tableOf(sizes) {
  return sizes
    .flatMap(({ name, bytes, ceiling, files }) => [
      `${name.padEnd(24)}${String(bytes ?? 'missing').padStart(8)} of ${String(ceiling).padStart(6)} bytes${bytes > ceiling ? '  TOO LARGE' : ''}`,
      ...(files.length > 1 ? files.map((part) => `  ${part.file} ${part.bytes}`) : []),
    ])
    .join('\n');
}

/** The sizes above their ceiling. */
export const tooLarge = (sizes) =>
  sizes.filter(({ bytes, ceiling }) => bytes !== null && bytes > ceiling);

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const sizes = await measure();
  console.log(`Sizes, gzip level 9\n${tableOf(sizes)}`);
  const over = tooLarge(sizes);
  if (over.length > 0) {
    const names = over.map(({ name }) => name).join(', ');
    console.error(`Above the ceiling in test/house/ceilings.json: ${names}.`);
    process.exitCode = 1;
  }
}
