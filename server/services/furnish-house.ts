import { randomBytes } from 'node:crypto';
import type { Ids } from '../ports/ids.ts';
import type { StageRow } from '../stores/rows.ts';
import type { Store } from '../stores/store.ts';

const keyId = 'form-key';

const firstStages = [
  { name: 'New', folded: false },
  { name: 'In Progress', folded: false },
  { name: 'Solved', folded: true },
  { name: 'Cancelled', folded: true },
];

/**
 * Prepares the store of a first start: the key that signs form tokens, and four shared stages. Gives
 * the key, the same at every later start.
 */
export function furnishHouse(store: Store, ids: Ids): Promise<Uint8Array> {
  return store.transact(async (tx) => {
    const known = await tx.get('secret', keyId);
    if (known !== undefined) return Buffer.from(known.value, 'base64url');
    const key = randomBytes(32);
    await tx.put('secret', { id: keyId, version: 0, value: key.toString('base64url') });
    for (const [index, stage] of firstStages.entries()) {
      const row: StageRow = {
        id: ids.id(),
        version: 0,
        description: '',
        order: index + 1,
        emailTemplateId: null,
        smsTemplateId: null,
        teamIds: [],
        ...stage,
      };
      await tx.put('stage', row);
    }
    return key;
  });
}
