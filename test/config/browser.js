/**
 * The browser the tests drive: one that is installed, or one this file installs, so that
 * `npm test` alone is enough on a fresh machine.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';

const require = createRequire(import.meta.url);
const isRoot = process.getuid?.() === 0;

/** Arguments every launch uses: no calls home, and a sandbox wherever the user may have one. */
export const browserArgs = [
  ...(isRoot ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const commandNames = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
];

const macPaths = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

const windowsPaths = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA']
  .map((name) => process.env[name])
  .filter((folder) => folder !== undefined)
  .map((folder) => join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'));

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

const onPath = (name) =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => join(folder, name));

/** The path of the browser to use, or null where none is installed. */
export function findBrowser() {
  const chosen = process.env.CHROME_PATH;
  if (chosen) {
    if (isProgram(chosen)) return chosen;
    throw new Error(`CHROME_PATH is ${chosen}, which is not a program. Correct it or unset it.`);
  }
  const usual = [...commandNames.flatMap(onPath), ...macPaths, ...windowsPaths];
  return usual.find(isProgram) ?? null;
}

function installWithApt() {
  const options = {
    stdio: 'inherit',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  };
  if (spawnSync('apt-get', ['update'], options).status !== 0) return null;
  const install = ['install', '-y', '--no-install-recommends', 'chromium'];
  if (spawnSync('apt-get', install, options).status !== 0) return null;
  const path = findBrowser();
  return path && runs(path) ? path : null;
}

/** Some systems' `chromium` package is only a pointer to another installer. */
function runs(path) {
  return spawnSync(path, ['--version', ...browserArgs], { timeout: 30_000 }).status === 0;
}

async function installWithPlaywright() {
  const { chromium } = await import('playwright-core');
  if (!isProgram(chromium.executablePath())) {
    const cli = join(dirname(require.resolve('playwright-core/package.json')), 'cli.js');
    const withDeps = isRoot && onPath('apt-get').some(isProgram) ? ['--with-deps'] : [];
    execFileSync(process.execPath, [cli, 'install', ...withDeps, 'chromium'], {
      stdio: 'inherit',
    });
  }
  return chromium.executablePath();
}

/** The path of a browser, after installing one if there was none. */
export async function ensureBrowser() {
  const found = findBrowser();
  if (found) return found;
  if (isRoot && onPath('apt-get').some(isProgram)) {
    const installed = installWithApt();
    if (installed) return installed;
  }
  return installWithPlaywright();
}
