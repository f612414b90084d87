import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openEmbeddedStore } from '../../../server/stores/embedded/index.ts';
import { storeSuite } from './store-suite.ts';

storeSuite('the embedded store in memory', () => openEmbeddedStore({ dataDir: null }));

storeSuite('the embedded store on disk', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'deskbell-store-'));
  onTestFinished(() => rm(dataDir, { recursive: true }));
  return openEmbeddedStore({ dataDir });
});
