import { execFile } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root, textOf } from './sources.ts';

const run = promisify(execFile);

interface Manifest {
  dependencies: Record<string, string>;
}

const consumer = `
import { createClient } from 'deskbell/sdk';
import { createHelpdesk } from 'deskbell/server';
import * as widget from 'deskbell/widget';

type IsAny<T> = 0 extends 1 & T ? true : false;
export const sdkIsTyped: IsAny<ReturnType<typeof createClient>> = false;
export const serverIsTyped: IsAny<ReturnType<typeof createHelpdesk>> = false;
export const widgetIsTyped: IsAny<typeof widget> = false;
`;

describe('the packed package', () => {
  let home: string;

  /** A project that has installed the packed files and their declared dependencies, nothing else. */
  beforeAll(async () => {
    home = realpathSync(mkdtempSync(join(tmpdir(), 'deskbell-packed-')));
    const modules = join(home, 'node_modules');
    mkdirSync(modules);
    await run('npm', ['pack', '--ignore-scripts', '--pack-destination', home], { cwd: root });
    const [archive] = readdirSync(home).filter((name) => name.endsWith('.tgz'));
    await run('tar', ['-xzf', join(home, archive!), '-C', home]);
    renameSync(join(home, 'package'), join(modules, 'deskbell'));

    const { dependencies }: Manifest = JSON.parse(textOf('package.json'));
    for (const name of [...Object.keys(dependencies), '@types/node']) {
      mkdirSync(dirname(join(modules, name)), { recursive: true });
      symlinkSync(join(root, 'node_modules', name), join(modules, name), 'junction');
    }
    writeFileSync(join(home, 'package.json'), '{ "type": "module" }');
    writeFileSync(join(home, 'consumer.ts'), consumer);
  });

  afterAll(() => rmSync(home, { recursive: true, force: true }));

  /** Runs a module in that project and gives what it prints. */
  async function printed(code: string): Promise<string> {
    const args = ['--input-type=module', '--eval', code];
    const { stdout } = await run(process.execPath, args, { cwd: home });
    return stdout.trim();
  }

  test.each([
    ['deskbell/sdk', 'createClient'],
    ['deskbell/server', 'createHelpdesk'],
  ])('gives %s with %s', async (path, name) => {
    const code = `import * as all from '${path}'; console.log(typeof all.${name});`;
    expect(await printed(code)).toBe('function');
  });

  test('gives deskbell/widget without a page, defining nothing', async () => {
    const code = `
      import * as all from 'deskbell/widget';
      console.log(Object.values(all).some((one) => typeof one === 'function'));`;
    expect(await printed(code)).toBe('true');
  });

  test('has no root export', async () => {
    const code = `import('deskbell').catch((error) => console.log(error.code));`;
    expect(await printed(code)).toBe('ERR_PACKAGE_PATH_NOT_EXPORTED');
  });

  test('has the script tag and the command', () => {
    const read = (path: string) => readFileSync(join(home, 'node_modules/deskbell', path), 'utf8');
    expect(read('dist/widget/deskbell.js').length).toBeGreaterThan(0);
    expect(read('dist/lib/server/cli.js')).toMatch(/^#!\/usr\/bin\/env node\n/);
  });

  test.each([
    ['nodenext', 'nodenext'],
    ['esnext', 'bundler'],
  ])('is typed for module %s with %s resolution', async (module, moduleResolution) => {
    const options = {
      compilerOptions: {
        module,
        moduleResolution,
        target: 'es2022',
        lib: ['es2023', 'dom', 'dom.iterable', 'dom.asynciterable'],
        types: ['node'],
        strict: true,
        noEmit: true,
      },
      files: ['consumer.ts'],
    };
    const project = `tsconfig.${moduleResolution}.json`;
    writeFileSync(join(home, project), JSON.stringify(options));
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const args = [tsc, '-p', project, '--pretty', 'false'];
    const output = await run(process.execPath, args, { cwd: home }).then(
      ({ stdout }) => stdout,
      (error: { stdout: string }) => error.stdout,
    );
    // Other packages' declarations are theirs to mend.
    const ours = output
      .split('\n')
      .filter((line) => /^(consumer|node_modules\/deskbell)/.test(line));
    expect(ours).toEqual([]);
  });
});
