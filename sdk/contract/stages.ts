import * as v from 'valibot';
import { Id, Name, optionalText, page, paging } from './common.ts';
import type { Route } from './route.ts';

/** A step of the pipeline. A ticket in a folded stage is closed. */
export const Stage = v.object({
  id: Id,
  version: v.number(),
  name: v.string(),
  description: v.string(),
  folded: v.boolean(),
  emailTemplateId: v.nullable(Id),
  smsTemplateId: v.nullable(Id),
  /** Empty: every team. */
  teamIds: v.array(Id),
});
export interface Stage extends v.InferOutput<typeof Stage> {}

export const StageDraft = v.strictObject({
  name: Name,
  description: v.optional(optionalText(2000), ''),
  folded: v.optional(v.boolean(), false),
  emailTemplateId: v.optional(v.nullable(Id), null),
  smsTemplateId: v.optional(v.nullable(Id), null),
  teamIds: v.optional(v.array(Id), []),
});
export interface StageDraft extends v.InferOutput<typeof StageDraft> {}

export const StagePatch = v.strictObject({
  name: v.optional(Name),
  description: v.optional(optionalText(2000)),
  folded: v.optional(v.boolean()),
  emailTemplateId: v.optional(v.nullable(Id)),
  smsTemplateId: v.optional(v.nullable(Id)),
  teamIds: v.optional(v.array(Id)),
});
export interface StagePatch extends v.InferOutput<typeof StagePatch> {}

export const stageRoutes = {
  'GET /stages': {
    summary: 'List the stages in pipeline order',
    access: 'agent',
    query: v.strictObject({ ...paging, team: v.optional(Id) }),
    returns: page(Stage),
  },
  'POST /stages': {
    summary: 'Create a stage at the end of the order',
    access: 'manager',
    body: StageDraft,
    returns: Stage,
    status: 201,
  },
  'GET /stages/:id': { summary: 'Read a stage', access: 'agent', returns: Stage },
  'PATCH /stages/:id': {
    summary: 'Change a stage',
    access: 'manager',
    body: StagePatch,
    returns: Stage,
  },
  'DELETE /stages/:id': { summary: 'Delete a stage no ticket is in', access: 'manager' },
  'PUT /stages/order': {
    summary: 'Reorder: the named stages exchange their places',
    access: 'manager',
    body: v.strictObject({ ids: v.pipe(v.array(Id), v.minLength(1), v.maxLength(500)) }),
  },
  'GET /stages/:id/fold-change': {
    summary: 'How many tickets changing the folded setting would open or close',
    access: 'manager',
    returns: v.object({ opens: v.number(), closes: v.number() }),
  },
} as const satisfies Record<string, Route>;
