import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openEmbeddedStore } from '../../../server/stores/embedded/index.ts';
import { storeSuite } from './store-suite.ts';

storeSuite('the embedded store in memory', () => openEmbeddedStore({ dataDir: null }));

storeSuite('the embedded store on disk', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'deskbell-store-'));
  onTestFinished(() => rm(dataDir, { recursive: true }));
  return openEmbeddedStore({ dataDir });
});

it('in memory gives frozen rows, so that tests find who changes one', async () => {
  const store = await openEmbeddedStore({ dataDir: null });
  onTestFinished(() => store.close());
  await store.transact((tx) => tx.put('company', { id: 'c', version: 0, name: 'Before' }));
  const row = await store.get('company', 'c');
  expect(() => Object.assign(row ?? {}, { name: 'Changed' })).toThrow(TypeError);
});
