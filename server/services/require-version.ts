import type { Row } from '../stores/rows.ts';
import type { Act } from './act.ts';
import { Refusal } from './refusal.ts';

/** Refuses a write whose `If-Match` names another version than the present one. */
export function requireVersion(act: Act, row: Row): void {
  const { ifMatch } = act.request;
  if (ifMatch !== undefined && ifMatch !== row.version) {
    throw new Refusal(
      'stale_version',
      'This has changed since you read it. Read it again, then repeat your change.',
    );
  }
}
