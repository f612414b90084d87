/**
 * Three things are built:
 * - dist/lib: one module per source file, packages left as imports. What npm users and Node get.
 * - dist/widget: the script tag's files. `deskbell.js` keeps its name; chunks are named by content.
 * - dist/demo: the demo shop's static files, as they are.
 */
import { cpSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import resolve from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import { transformSync } from 'esbuild';
import esbuild from 'rollup-plugin-esbuild';

const root = dirname(fileURLToPath(import.meta.url));
const target = 'es2022';

/** Every source file below a folder, as `folder/file.ts`, sorted so that a build repeats exactly. */
function sourcesIn(folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .filter((entry) => !/\.d\.ts$|\.test\.ts$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

/** Entries by name; files not written yet are left out. */
function entriesOf(files) {
  const present = files.filter((file) => existsSync(join(root, file)));
  return Object.fromEntries(present.map((file) => [file.replace(/\.tsx?$/, ''), join(root, file)]));
}

const libraryEntries = entriesOf([
  'sdk/index.ts',
  'server/index.ts',
  'server/node.ts',
  'server/cli.ts',
  ...sourcesIn('widget'),
  ...sourcesIn('demo'),
  ...sourcesIn('test/bench'),
]);

const widgetEntries = Object.fromEntries(
  Object.values(entriesOf(['widget/loader.ts'])).map((file) => ['deskbell', file]),
);

/** Removes what an earlier build left, so that old chunks do not pile up. */
function emptied(folder) {
  return {
    name: 'emptied',
    renderStart() {
      rmSync(join(root, folder), { recursive: true, force: true });
    },
  };
}

/** Copies a folder of static files beside the built ones. */
function copied(from, to) {
  return {
    name: 'copied',
    writeBundle() {
      if (existsSync(join(root, from)))
        cpSync(join(root, from), join(root, to), { recursive: true });
    },
  };
}

const squeezed = (text) => text.replace(/\s+/g, ' ');

/** Whitespace and comments out of one piece of a stylesheet that has values put in. */
const squeezedCss = (text) =>
  squeezed(text.replace(/\/\*[\s\S]*?\*\//g, ''))
    .replace(/\s*([{};,])\s*/g, '$1')
    .replace(/: /g, ':')
    .replace(/;}/g, '}');

/** A whole stylesheet, minified. */
function minifiedCss(text) {
  const { code } = transformSync(text, { loader: 'css', minify: true, charset: 'utf8' });
  return code.trim().replace(/[\\`]|\$\{/g, '\\$&');
}

/**
 * Shortens `html`, `svg` and `css` templates. Runs of whitespace become one space and never
 * nothing, so the built element renders exactly what its source does.
 */
function minifiedTemplates() {
  return {
    name: 'minified-templates',
    transform(code, id) {
      if (id.includes('node_modules') || !/\b(?:html|svg|css)`/.test(code)) return null;
      const edits = [];
      const visit = (node) => {
        if (node === null || typeof node !== 'object') return;
        if (node.type === 'TaggedTemplateExpression' && /^(html|svg|css)$/.test(node.tag.name)) {
          const { quasis } = node.quasi;
          for (const { start, end, value } of quasis) {
            let text = squeezed(value.raw);
            if (node.tag.name === 'css') {
              text = quasis.length > 1 ? squeezedCss(value.raw) : minifiedCss(value.cooked);
            }
            edits.push({ start, end, text });
          }
        }
        for (const child of Object.values(node)) visit(child);
      };
      visit(this.parse(code));
      edits.sort((a, b) => b.start - a.start);
      let out = code;
      for (const { start, end, text } of edits) out = out.slice(0, start) + text + out.slice(end);
      return { code: out, map: null };
    },
  };
}

/** Writes which chunk needs which, for the size check and for who hosts the files themselves. */
function manifest() {
  const local = (id) => relative(root, id).split(sep).join('/');
  return {
    name: 'manifest',
    generateBundle(_, bundle) {
      const chunks = Object.values(bundle)
        .filter((file) => file.type === 'chunk')
        .sort((a, b) => (a.fileName < b.fileName ? -1 : 1))
        .map((chunk) => [
          chunk.fileName,
          {
            facade: chunk.facadeModuleId && local(chunk.facadeModuleId),
            imports: chunk.imports,
            dynamicImports: chunk.dynamicImports,
            modules: chunk.moduleIds.map(local),
          },
        ]);
      const source = `${JSON.stringify(Object.fromEntries(chunks), null, 2)}\n`;
      this.emitFile({ type: 'asset', fileName: 'manifest.json', source });
    },
  };
}

/**
 * Takes out of Lit what our pages never meet: hooks of polyfills for browsers older than the ones
 * we support, the hook of server rendering, the list of versions, and the sentences that tell a
 * developer of a wrong template or style, which are constants here and seen in the tests.
 */
function leanLit() {
  return {
    name: 'lean-lit',
    transform(code, id) {
      if (!/node_modules[/\\](lit|@lit)/.test(id)) return null;
      return {
        code: code
          .replace(/\w+\.\w+(PolyfillSupport|HydrateSupport)\b/g, '(void 0)')
          .replace(/Error\("[^"]*"(\+\w+\+"[^"]*")?\)/g, 'Error()')
          .replace(/\(\w+\.\w+Versions\?\?=\[\]\)\.push\("[^"]+"\)/g, '0'),
        map: null,
      };
    },
  };
}

/**
 * One chunk for the form and all it needs at once: Lit, the call to the server, the shared styles.
 * The other elements take these from it, so a page holds one copy of Lit, as Trusted Types demand.
 * Apart they would weigh 350 bytes more, and arrive one after the other.
 */
function formChunk() {
  let within;
  return (id, { getModuleIds, getModuleInfo }) => {
    if (within === undefined) {
      within = new Set();
      const take = (module) => {
        if (within.has(module)) return;
        within.add(module);
        for (const next of getModuleInfo(module)?.importedIds ?? []) take(next);
      };
      for (const module of getModuleIds())
        if (/widget[/\\]ticket-form[/\\]define\.ts$/.test(module)) take(module);
    }
    return within.has(id) ? 'form' : undefined;
  };
}

/** A chunk for an element's define.ts carries the element's name. */
const chunkName = ({ name, facadeModuleId }) =>
  facadeModuleId && name === 'define' ? basename(dirname(facadeModuleId)) : name;

const library = {
  input: libraryEntries,
  // Kept as written: what a module exports does not depend on who imports it here.
  treeshake: false,
  external: (id) => !id.startsWith('.') && !id.startsWith('/') && !/^[a-z]:\\/i.test(id),
  plugins: [
    esbuild({ target, tsconfig: join(root, 'tsconfig.json') }),
    emptied('dist/lib'),
    copied('demo/site', 'dist/demo/site'),
  ],
  output: {
    dir: 'dist/lib',
    format: 'es',
    preserveModules: true,
    preserveModulesRoot: root,
    entryFileNames: '[name].js',
  },
};

const widget = {
  input: widgetEntries,
  plugins: [
    resolve({ browser: true, exportConditions: ['production'] }),
    esbuild({ target, tsconfig: join(root, 'tsconfig.json') }),
    minifiedTemplates(),
    leanLit(),
    terser({
      ecma: 2021,
      module: true,
      compress: { passes: 3 },
      mangle: true,
      format: { comments: false },
    }),
    emptied('dist/widget'),
    manifest(),
  ],
  output: {
    dir: 'dist/widget',
    format: 'es',
    entryFileNames: '[name].js',
    chunkFileNames: (chunk) => `${chunkName(chunk)}-[hash].js`,
    manualChunks: formChunk(),
    // Nobody changes a chunk's exports; live bindings and frozen namespaces cost bytes.
    externalLiveBindings: false,
    freeze: false,
  },
};

/** A warning is a mistake here: an import that leads nowhere, or a circle. */
function onLog(level, log, handle) {
  if (level === 'warn') throw new Error(log.message);
  handle(level, log);
}

export default [library, widget]
  .filter((build) => Object.keys(build.input).length > 0)
  .map((build) => ({ ...build, onLog }));
