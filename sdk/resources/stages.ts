import type { Answer, BodyFor, QueryFor } from '../call.ts';
import { collection } from '../collection.ts';
import type { CallOptions, Connection, WriteOptions } from '../connection.ts';
import type { Page } from '../contract/common.ts';
import type { Stage } from '../contract/stages.ts';
import { method } from '../method.ts';

export interface StageFilter extends QueryFor<'GET /stages'> {}
export interface StageInput extends BodyFor<'POST /stages'> {}
export interface StageChange extends BodyFor<'PATCH /stages/:id'> {}

/** How many tickets a change of `folded` opens or closes. */
export interface FoldChange {
  opens: number;
  closes: number;
}

export interface Stages {
  /** The stages in pipeline order. */
  list(filter?: StageFilter, options?: CallOptions): AsyncGenerator<Stage, void, undefined>;
  page(filter?: StageFilter, options?: CallOptions): Answer<Page<Stage>>;
  get(id: string, options?: CallOptions): Answer<Stage>;
  /** Creates a stage at the end of the order. */
  create(draft: StageInput, options?: CallOptions): Answer<Stage>;
  update(id: string, change: StageChange, options?: WriteOptions): Answer<Stage>;
  /**
   * Deletes a stage.
   *
   * @throws {ApiError} 409 while tickets are in it; `problem.count` says how many
   */
  remove(id: string, options?: WriteOptions): Answer<undefined>;
  /** Puts the named stages, all or some, in this order: they exchange their places. */
  order(choice: { ids: string[] }, options?: CallOptions): Answer<undefined>;
  /** How many tickets changing `folded` would open or close; ask before confirming it. */
  foldChange(id: string, options?: CallOptions): Answer<FoldChange>;
}

export const stagesOf = (connection: Connection): Stages => ({
  ...collection(connection, '/stages'),
  order: method(connection, 'PUT /stages/order :body'),
  foldChange: method(connection, 'GET /stages/:id/fold-change'),
});
