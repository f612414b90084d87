import { scopeOf, type Viewer } from '../rules/visibility.ts';
import type { Act, House, RequestFacts } from './act.ts';

/** One request's doing, with the rights its viewer has now. */
export function beginAct(
  house: House,
  viewer: Viewer,
  request: RequestFacts,
  now: Date,
  transact: Act['transact'] = (work) => house.store.transact(work),
): Act {
  return { viewer, scope: scopeOf(viewer), now, house, request, transact };
}
