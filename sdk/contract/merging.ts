import * as v from 'valibot';
import { Id } from './common.ts';
import { PersonKind } from './people.ts';
import type { Route } from './route.ts';
import { AgentTicket } from './tickets.ts';

/** How alike two tickets are: 100 for the same words in subject and text of the same customer. */
const Similarity = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100));

/** A ticket and how alike it is to the one that was asked about. */
export const RatedTicket = v.object({ ticket: AgentTicket, similarity: Similarity });
export interface RatedTicket extends v.InferOutput<typeof RatedTicket> {}
export const RatedTickets = v.object({ items: v.array(RatedTicket) });
export interface RatedTickets extends v.InferOutput<typeof RatedTickets> {}

const most = 50;
const ids = v.pipe(v.array(Id), v.minLength(1, 'Choose a ticket.'), v.maxLength(most));

/** Ids in a query: `?sourceIds=a,b`. */
const idList = v.pipe(
  v.union([v.string(), v.array(v.string())]),
  v.transform((given) => (typeof given === 'string' ? given.split(',') : given)),
  ids,
);

/** Somebody whom a merge concerns. */
const Named = v.object({ id: Id, name: v.string(), kind: PersonKind });

/** What the page shows before tickets are merged. */
export const MergePreview = v.object({
  /**
   * The survivor, then the sources in the order asked. `internal`: its messages and files enter the
   * survivor as internal notes, unless `showSources` is ticked.
   */
  items: v.array(v.object({ ...RatedTicket.entries, internal: v.boolean() })),
  /** Who sees the survivor after the merge and does not now. */
  gainsAccess: v.array(Named),
  /** Who outside the helpdesk will read the `internal` sources, if `showSources` is ticked. */
  readers: v.array(Named),
  /** `unconfirmed_address`: a confirmed address comes together with one that nobody has confirmed. */
  warnings: v.array(v.object({ code: v.string(), message: v.string() })),
});
export interface MergePreview extends v.InferOutput<typeof MergePreview> {}

export const MergeDraft = v.strictObject({
  sourceIds: ids,
  /** Show customers what they could read of the sources before. */
  showSources: v.optional(v.boolean(), false),
});
export interface MergeDraft extends v.InferOutput<typeof MergeDraft> {}

export const mergingRoutes = {
  'GET /tickets/:id/similar': {
    summary: 'Tickets like this one, the most similar first, of those the viewer sees',
    access: 'agent',
    returns: RatedTickets,
  },
  'POST /tickets/similarity': {
    summary: 'Rate each ticket against the first',
    access: 'agent',
    body: v.strictObject({ ids }),
    returns: RatedTickets,
  },
  'GET /tickets/:id/merge': {
    summary: 'What merging other tickets into this one would do',
    access: 'agent',
    query: v.strictObject({ sourceIds: idList }),
    returns: MergePreview,
  },
  'POST /tickets/:id/merge': {
    summary: 'Merge other tickets into this one',
    access: 'agent',
    body: MergeDraft,
    returns: AgentTicket,
  },
  'POST /tickets/:id/unmerge': {
    summary: 'Undo the merge of this source, within 30 days',
    access: 'agent',
    returns: AgentTicket,
  },
} as const satisfies Record<string, Route>;
