import { describe, onTestFinished } from 'vitest';
import type { Store } from '../../../server/stores/store.ts';
import { announcing } from './suite/announcing.ts';
import { assigning } from './suite/assigning.ts';
import { finding } from './suite/finding.ts';
import { searching } from './suite/searching.ts';
import { seeing } from './suite/seeing.ts';
import { sending } from './suite/sending.ts';
import { sharing } from './suite/sharing.ts';
import { writing } from './suite/writing.ts';

/** Opens an empty store, closed at the end of the test. */
export type OpenStore = () => Promise<Store>;

/** What every store does. It speaks to the interface alone. */
export function storeSuite(name: string, open: () => Promise<Store>): void {
  const openStore: OpenStore = async () => {
    const store = await open();
    onTestFinished(() => store.close());
    return store;
  };
  describe(name, () => {
    describe('writing', () => writing(openStore));
    describe('finding', () => finding(openStore));
    describe('lists in scope', () => seeing(openStore));
    describe('search', () => searching(openStore));
    describe('tickets that share words', () => sharing(openStore));
    describe('assignment', () => assigning(openStore));
    describe('changes', () => announcing(openStore));
    describe('the outbox', () => sending(openStore));
  });
}
