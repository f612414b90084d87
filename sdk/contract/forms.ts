import * as v from 'valibot';
import { Body, Email, Id, LanguageTag, Name, Phone, Subject } from './common.ts';
import type { Route } from './route.ts';
import { FormField, Privacy } from './teams.ts';

/** What a public form shows and needs. */
export const FormDescription = v.object({
  team: v.object({
    slug: v.string(),
    name: v.string(),
    description: v.string(),
    company: v.nullable(v.string()),
  }),
  fields: v.array(FormField),
  attachments: v.object({ maxFiles: v.number(), maxBytes: v.number(), types: v.array(v.string()) }),
  privacy: v.nullable(Privacy),
  formToken: v.string(),
  challenge: v.nullable(v.record(v.string(), v.unknown())),
});
export interface FormDescription extends v.InferOutput<typeof FormDescription> {}

/** What a visitor or customer submits. A signed-in person needs no name, e-mail or form token. */
export const Submission = v.strictObject({
  name: v.optional(Name),
  email: v.optional(Email),
  subject: Subject,
  description: Body,
  phone: v.optional(Phone),
  fields: v.optional(v.record(v.string(), v.unknown())),
  consent: v.optional(v.boolean()),
  formToken: v.optional(v.pipe(v.string(), v.maxLength(1000))),
  challengeSolution: v.optional(v.pipe(v.string(), v.maxLength(4000))),
  decoy: v.optional(v.pipe(v.string(), v.maxLength(20_000))),
});
export interface Submission extends v.InferOutput<typeof Submission> {}

/** The answer to a submit; `accessUrl` only for signed-in people. */
export const Receipt = v.object({
  id: Id,
  number: v.number(),
  subject: v.string(),
  accessUrl: v.optional(v.string()),
});
export interface Receipt extends v.InferOutput<typeof Receipt> {}

export const formRoutes = {
  'GET /forms/:teamSlug': {
    summary: "A public team's form",
    access: 'anyone',
    query: v.strictObject({ lang: v.optional(LanguageTag) }),
    returns: FormDescription,
  },
  'POST /forms/:teamSlug': {
    summary: 'Submit a ticket, as JSON or as multipart with attachments',
    access: 'anyone',
    body: Submission,
    files: 'attachments',
    returns: Receipt,
    status: 201,
  },
} as const satisfies Record<string, Route>;
