import * as v from 'valibot';
import { Email, Flag, Id, LanguageTag, Name, optionalText, page, paging, text } from './common.ts';
import { PersonKind } from './people.ts';
import type { Route } from './route.ts';

/** Who sees a team's tickets: invited colleagues, all colleagues, or all colleagues and invited customers. */
export const Visibility = v.picklist(['private', 'company', 'public']);
export type Visibility = v.InferOutput<typeof Visibility>;

export const AssignMethod = v.picklist(['equal_total', 'equal_open']);
export type AssignMethod = v.InferOutput<typeof AssignMethod>;

export const FormFieldType = v.picklist([
  'text',
  'long_text',
  'choice',
  'number',
  'date',
  'checkbox',
]);

/** One of a team's own fields on its public form. */
export const FormField = v.pipe(
  v.strictObject({
    key: v.pipe(
      v.string(),
      v.regex(
        /^[a-z][a-z0-9_]{0,39}$/,
        'Use small letters, digits and _ , starting with a letter.',
      ),
    ),
    label: text(200),
    type: FormFieldType,
    required: v.optional(v.boolean(), false),
    options: v.optional(v.pipe(v.array(text(200)), v.maxLength(100))),
  }),
  v.forward(
    v.partialCheck(
      [['type'], ['options']],
      ({ type, options }) => type !== 'choice' || (options !== undefined && options.length > 0),
      'A choice needs options.',
    ),
    ['options'],
  ),
);
export interface FormField extends v.InferOutput<typeof FormField> {}

const address = v.pipe(v.string(), v.url(), v.regex(/^https?:/, 'Use an http or https address.'));

export const Privacy = v.strictObject({
  url: v.optional(v.nullable(address), null),
  consent: v.optional(v.picklist(['none', 'notice', 'required']), 'none'),
  text: v.optional(text(2000)),
});
export interface Privacy extends v.InferOutput<typeof Privacy> {}

export const ReopenPolicy = v.union([
  v.picklist(['always', 'never']),
  v.strictObject({ withinDays: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(3650)) }),
]);
export type ReopenPolicy = v.InferOutput<typeof ReopenPolicy>;

export const TeamTranslations = v.record(
  LanguageTag,
  v.strictObject({
    name: v.optional(Name),
    description: v.optional(optionalText(20_000)),
    fields: v.optional(
      v.record(
        v.string(),
        v.strictObject({ label: v.optional(text(200)), options: v.optional(v.array(text(200))) }),
      ),
    ),
  }),
);
export type TeamTranslations = v.InferOutput<typeof TeamTranslations>;

const slug = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Use small letters, digits and hyphens.'),
  v.maxLength(80),
);
const origin = v.pipe(
  v.string(),
  v.regex(
    /^https?:\/\/[a-z0-9.:[\]-]+$/i,
    'Write an origin such as https://shop.example, without a path.',
  ),
);

const writable = {
  name: Name,
  slug,
  description: optionalText(20_000),
  companyId: v.nullable(Id),
  visibility: Visibility,
  autoAssign: v.boolean(),
  assignMethod: AssignMethod,
  memberIds: v.pipe(v.array(Id), v.maxLength(500)),
  formFields: v.pipe(v.array(FormField), v.maxLength(30)),
  allowedOrigins: v.pipe(v.array(origin), v.maxLength(50)),
  privacy: v.nullable(Privacy),
  replyTo: v.nullable(Email),
  customerMayClose: v.boolean(),
  reopenPolicy: ReopenPolicy,
  retentionDays: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(36_500))),
  translations: TeamTranslations,
};

const optionalEntries = <Entries extends v.ObjectEntries>(entries: Entries) =>
  v.partial(v.strictObject(entries)).entries;

export const TeamDraft = v.strictObject({ ...optionalEntries(writable), name: Name });
export interface TeamDraft extends v.InferOutput<typeof TeamDraft> {}

export const TeamPatch = v.strictObject({
  ...optionalEntries(writable),
  archived: v.optional(v.boolean()),
});
export interface TeamPatch extends v.InferOutput<typeof TeamPatch> {}

/** A team as an agent reads it. Followers, members and settings of a private team are left out for those who may not read them. */
export const Team = v.object({
  id: Id,
  version: v.number(),
  name: v.string(),
  slug: v.string(),
  description: v.string(),
  visibility: Visibility,
  archived: v.boolean(),
  companyId: v.nullable(Id),
  autoAssign: v.optional(v.boolean()),
  assignMethod: v.optional(AssignMethod),
  memberIds: v.optional(v.array(Id)),
  formFields: v.optional(v.array(FormField)),
  allowedOrigins: v.optional(v.array(v.string())),
  privacy: v.optional(v.nullable(Privacy)),
  replyTo: v.optional(v.nullable(v.string())),
  customerMayClose: v.optional(v.boolean()),
  reopenPolicy: v.optional(ReopenPolicy),
  retentionDays: v.optional(v.nullable(v.number())),
  translations: v.optional(TeamTranslations),
  /** In lists: what the viewer sees of the team's tickets. */
  counts: v.optional(v.object({ open: v.number(), unassigned: v.number(), closed: v.number() })),
});
export interface Team extends v.InferOutput<typeof Team> {}

export const Follower = v.object({
  person: v.object({ id: Id, name: v.string(), kind: PersonKind }),
  muted: v.boolean(),
});
export interface Follower extends v.InferOutput<typeof Follower> {}
export const FollowerList = v.object({ items: v.array(Follower) });

export const teamRoutes = {
  'GET /teams': {
    summary: 'List the teams the viewer sees, with counts of what they see in them',
    access: 'agent',
    query: v.strictObject({ ...paging, archived: v.optional(Flag) }),
    returns: page(Team),
  },
  'POST /teams': {
    summary: 'Create a team',
    access: 'manager',
    body: TeamDraft,
    returns: Team,
    status: 201,
  },
  'GET /teams/:id': { summary: 'Read a team', access: 'agent', returns: Team },
  'PATCH /teams/:id': {
    summary: 'Change a team',
    access: 'manager',
    body: TeamPatch,
    returns: Team,
  },
  'GET /teams/:id/followers': {
    summary: 'Who follows all tickets of a team',
    access: 'agent',
    returns: FollowerList,
  },
  'PUT /teams/:id/followers/:personId': {
    summary: 'Follow a team; its open tickets too, unless existing=false',
    access: 'manager',
    query: v.strictObject({ existing: v.optional(Flag, 'true') }),
  },
  'DELETE /teams/:id/followers/:personId': {
    summary: 'Leave a team; its present tickets too, if existing=true',
    access: 'manager',
    query: v.strictObject({ existing: v.optional(Flag, 'false') }),
  },
  'GET /teams/:id/visibility-change': {
    summary: 'How many customers a change of visibility would remove',
    access: 'manager',
    query: v.strictObject({ to: Visibility }),
    returns: v.object({ removedFollowers: v.number(), removedTicketFollowers: v.number() }),
  },
} as const satisfies Record<string, Route>;
