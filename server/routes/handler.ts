import type { Contract, ContractKey } from '../../sdk/contract/index.ts';
import type { ParamsOf, ParsedBodyOf, ParsedQueryOf, ReturnsOf } from '../../sdk/contract/route.ts';
import type { Act, ReceivedFile } from '../services/act.ts';
import type { Issue } from '../services/refusal.ts';

/** A parsed request. */
export interface Call<Key extends ContractKey> {
  params: ParamsOf<Key>;
  query: ParsedQueryOf<Contract[Key]>;
  body: ParsedBodyOf<Contract[Key]>;
  files: readonly ReceivedFile[];
}

type Answer<Key extends ContractKey> = Contract[Key] extends { raw: true }
  ? Response
  : ReturnsOf<Contract[Key]>;

/** A route's service. */
export interface Handler<Key extends ContractKey> {
  /** Says 404 for what the viewer may not see and 403 for what they may not do, before the body is looked at. */
  check?(act: Act, params: ParamsOf<Key>): Promise<void>;
  /**
   * What else is wrong with a body that the schema has refused, so that everything is told at once.
   * Asked only then; the body is as it came.
   */
  inspect?(act: Act, params: ParamsOf<Key>, body: unknown): Promise<readonly Issue[]>;
  run(act: Act, call: Call<Key>): Promise<Answer<Key>>;
}

/** One handler for every key of the contract; a missing one does not compile. */
export type Handlers = { [Key in ContractKey]: Handler<Key> };

/** The handlers of some keys, for one file of routes. */
export type HandlersOf<Key extends ContractKey> = { [K in Key]: Handler<K> };
