import { beforeAll, describe, expect, test } from 'vitest';
import { againstTheArrows } from './arrows.ts';
import { circlesIn, type Import, importsOf } from './imports.ts';
import { type SourceFile, typeScriptFiles } from './sources.ts';

describe('the import arrows', () => {
  let imports: Import[];
  let files: SourceFile[];
  beforeAll(async () => {
    files = typeScriptFiles();
    imports = await importsOf(files);
  });

  test('point one way', () => {
    expect(againstTheArrows(imports)).toEqual([]);
  });

  test('form no circle of values', () => {
    expect(circlesIn(imports).map((circle) => circle.join(' -> '))).toEqual([]);
  });

  test('lead to files that exist, with their extension', () => {
    const paths = new Set(files.map(({ path }) => path));
    const missing = imports
      .filter(({ to, isPackage }) => !isPackage && !/\.(js|json)$/.test(to) && !paths.has(to))
      .map(({ from, to }) => `${from} -> ${to}`);
    expect(missing).toEqual([]);
  });
});

describe('the check itself', () => {
  const against = async (path: string, text: string) =>
    againstTheArrows(await importsOf([{ path, text }]));

  test.each([
    ['sdk/client.ts', "import { routes } from './contract/index.ts';"],
    ['sdk/client.ts', "import * as v from 'valibot';"],
    ['sdk/client.ts', "import type { Act } from '../server/services/act.ts';"],
    ['sdk/contract/teams.ts', "import { send } from '../send.ts';"],
    ['widget/portal/portal.ts', "import { Ticket } from '../../sdk/contract/tickets.ts';"],
    ['widget/portal/portal.ts', "import * as v from 'valibot';"],
    ['widget/portal/portal.ts', "import '../../server/index.ts';"],
    ['server/index.ts', "export { Portal } from '../widget/index.ts';"],
    ['server/index.ts', "import { createClient } from '../sdk/index.ts';"],
    ['server/rules/closing.ts', "import { readFile } from 'node:fs/promises';"],
    ['server/rules/closing.ts', "import { Id } from '../../sdk/contract/common.ts';"],
    ['server/rules/closing.ts', "import type { Store } from '../stores/store.ts';"],
    ['server/services/open-ticket.ts', "import { Hono } from 'hono';"],
    ['server/services/open-ticket.ts', "import { mailer } from '../ports/mail.ts';"],
    ['server/services/open-ticket.ts', "import type { Db } from '../stores/embedded/store.ts';"],
    ['server/routes/tickets.ts', "import { sees } from '../rules/visibility.ts';"],
    ['server/http/bind.ts', "const { open } = await import('../services/open-ticket.ts');"],
    ['server/stores/postgres/store.ts', "import { overlay } from '../embedded/overlay.ts';"],
    ['server/stores/store.ts', "import { embedded } from './embedded/store.ts';"],
    ['server/ports/mail.ts', "import { sees } from '../rules/visibility.ts';"],
  ])('catches %s with %s', async (path, text) => {
    expect(await against(path, text)).toHaveLength(1);
  });

  test.each([
    ['sdk/client.ts', "import type { Contract } from './contract/index.ts';"],
    ['sdk/client.ts', "export type { Ticket } from './contract/tickets.ts';"],
    [
      'widget/portal/portal.ts',
      "import { html } from 'lit'; import { send } from '../../sdk/send.ts';",
    ],
    ['widget/loader.ts', "void import('./portal/define.ts');"],
    ['server/http/bind.ts', "import { contract } from '../../sdk/contract/index.ts';"],
    ['server/services/open-ticket.ts', "import type { MailPort } from '../ports/mail.ts';"],
    ['server/rules/closing.ts', "type Stage = import('../../sdk/contract/stages.ts').Stage;"],
    ['server/stores/embedded/store.ts', "import { Low } from 'lowdb';"],
    ['demo/start.ts', "import { createHelpdesk } from '../server/index.ts';"],
  ])('lets %s have %s', async (path, text) => {
    expect(await against(path, text)).toEqual([]);
  });

  test('sees a type left out of a value import list as a value import', async () => {
    const [only] = await importsOf([
      { path: 'sdk/a.ts', text: "import { type B } from './b.ts';" },
    ]);
    expect(only).toEqual({ from: 'sdk/a.ts', to: 'sdk/b.ts', isPackage: false, kind: 'static' });
  });

  test('finds a circle through three files, and none through a type', async () => {
    const a = { path: 'sdk/a.ts', text: "import { b } from './b.ts'; b();" };
    const b = { path: 'sdk/b.ts', text: "export { c as b } from './c.ts';" };
    const back = { path: 'sdk/c.ts', text: "export const c = () => import('./a.ts');" };
    const type = { path: 'sdk/c.ts', text: "import type { A } from './a.ts'; export const c = 1;" };
    expect(circlesIn(await importsOf([a, b, back]))).toEqual([
      ['sdk/a.ts', 'sdk/b.ts', 'sdk/c.ts', 'sdk/a.ts'],
    ]);
    expect(circlesIn(await importsOf([a, b, type]))).toEqual([]);
  });
});
