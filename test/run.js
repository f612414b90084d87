/**
 * `npm test`: everything, in order, stopping at the first stage that fails.
 * `--long` does the same with larger sizes (test/kit/sizes.ts).
 * The last line is always `N passed, N failed`.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformSync } from 'esbuild';
import { ensureBrowser } from './config/browser.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const long = process.argv.includes('--long');
const scratch = mkdtempSync(join(tmpdir(), 'deskbell-test-'));
const env = { ...process.env, DESKBELL_TEST_SIZE: long ? 'long' : 'short' };
const total = { passed: 0, failed: 0 };

/** Runs a program in the repository with its output shown as it comes; true when it succeeded. */
function run(command, args, extraEnv = {}) {
  return new Promise((done, broken) => {
    const shell = process.platform === 'win32' && command === 'npm';
    const child = spawn(command, args, {
      cwd: root,
      stdio: 'inherit',
      shell,
      env: { ...env, ...extraEnv },
    });
    child.on('error', broken);
    child.on('exit', (code) => done(code === 0));
  });
}

const node = (script, args, extraEnv) =>
  run(process.execPath, [join(root, 'node_modules', script), ...args], extraEnv);

const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/** The test files below a folder, as paths from the repository's root. */
function testsIn(folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.test.ts'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
}

function count({ passed, failed }) {
  total.passed += passed;
  total.failed += failed;
}

/** Adds up vitest's report; a file that broke outside its tests counts as one failure. */
function countVitest(report) {
  const broken = report.testResults.filter(
    (file) =>
      file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
  );
  count({ passed: report.numPassedTests, failed: report.numFailedTests + broken.length });
}

async function vitest(project, folders) {
  const present = folders.filter((folder) => testsIn(folder).length > 0);
  if (present.length === 0) return nothingHere();
  const file = join(scratch, `${project}-${total.passed}.json`);
  const config = ['--config', 'test/config/vitest.config.ts', '--project', project];
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const ok = await node('vitest/vitest.mjs', [
    'run',
    ...config,
    ...reporters,
    ...present.map((folder) => `${folder}/`),
  ]);
  if (existsSync(file)) countVitest(JSON.parse(readFileSync(file, 'utf8')));
  return ok;
}

async function inBrowser() {
  if (testsIn('test/widget').every((file) => file.endsWith('.node.test.ts'))) return nothingHere();
  const file = join(scratch, 'browser.json');
  const config = ['--config', 'test/config/web-test-runner.config.js'];
  const ok = await node('@web/test-runner/dist/bin.js', config, { TEST_COUNTS_FILE: file });
  if (existsSync(file)) count(JSON.parse(readFileSync(file, 'utf8')));
  return ok;
}

function nothingHere() {
  console.log('no files yet');
  return true;
}

async function browserPresent() {
  env.CHROME_PATH = await ensureBrowser();
  console.log(env.CHROME_PATH);
  return true;
}

async function printSizes() {
  const source = readFileSync(join(root, 'test', 'kit', 'sizes.ts'), 'utf8');
  const { code } = transformSync(source, { loader: 'ts' });
  process.env.DESKBELL_TEST_SIZE = env.DESKBELL_TEST_SIZE;
  const { sizes } = await import(`data:text/javascript,${encodeURIComponent(code)}`);
  const pairs = Object.entries(sizes).map(([name, value]) => `${name} ${value}`);
  console.log(`Sizes (${env.DESKBELL_TEST_SIZE}): ${pairs.join(', ')}`);
}

const stages = [
  ['a browser for the tests', browserPresent],
  ['types', () => node('typescript/bin/tsc', ['--noEmit'])],
  ['lint', () => node('@biomejs/biome/bin/biome', ['check', '.'])],
  ['build', () => run('npm', ['run', 'build', '--silent'])],
  [
    'sdk, server and demo',
    () => vitest('node', ['test/kit', 'test/sdk', 'test/server', 'test/demo', 'test/widget']),
  ],
  ['house: arrows, structure, bytes, package', () => vitest('node', ['test/house'])],
  ['elements in a browser', inBrowser],
  ['end to end', () => vitest('e2e', ['test/e2e'])],
];

async function runStages() {
  for (const [index, [name, stage]] of stages.entries()) {
    const label = `[${index + 1}/${stages.length}] ${name}`;
    const since = performance.now();
    console.log(`\n${label} …`);
    const ok = await stage().catch((error) => {
      console.error(error);
      return false;
    });
    console.log(`${label}: ${ok ? 'done' : 'FAILED'} in ${seconds(since)}`);
    if (!ok) return false;
  }
  return true;
}

const start = performance.now();
await printSizes();
const ok = await runStages();
rmSync(scratch, { recursive: true, force: true });
// A stage without tests of its own (types, lint, build) counts as one failure when it fails.
if (!ok && total.failed === 0) total.failed = 1;
console.log(`\n${ok ? 'All stages passed' : 'Stopped at a failing stage'} in ${seconds(start)}.`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = ok ? 0 : 1;
