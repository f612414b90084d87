import * as v from 'valibot';
import { Email, Id } from './common.ts';
import { Role } from './people.ts';
import type { Route } from './route.ts';

/** The signed-in person as they see themselves. */
export const Self = v.object({
  id: Id,
  name: v.string(),
  email: v.nullable(v.string()),
  kind: v.picklist(['internal', 'portal', 'server']),
});

export const Session = v.object({
  token: v.string(),
  expiresAt: v.string(),
  person: Self,
  /** `'full'`, or the one ticket a guest link opens. */
  scope: v.union([v.literal('full'), v.object({ ticketId: Id })]),
});
export interface Session extends v.InferOutput<typeof Session> {}

export const Me = v.object({
  person: Self,
  role: v.nullable(Role),
  scope: v.union([v.literal('full'), v.object({ ticketId: Id })]),
  may: v.object({ workAtDesk: v.boolean(), manage: v.boolean() }),
});
export interface Me extends v.InferOutput<typeof Me> {}

export const authRoutes = {
  'POST /auth/link': {
    summary: 'Ask for a sign-in link by mail; answers the same whether the address is known or not',
    access: 'anyone',
    body: v.strictObject({
      email: Email,
      returnTo: v.optional(v.pipe(v.string(), v.maxLength(2000))),
    }),
    status: 202,
    keepsNoAnswer: true,
  },
  'POST /auth/session': {
    summary: 'Exchange a mailed or signed token for a session',
    access: 'anyone',
    body: v.strictObject({
      grant: v.picklist(['link', 'identity', 'guest']),
      token: v.pipe(v.string(), v.minLength(1), v.maxLength(8000)),
    }),
    returns: Session,
    status: 201,
    keepsNoAnswer: true,
  },
  'DELETE /auth/session': { summary: 'Sign out', access: 'signedIn' },
  'DELETE /auth/sessions': { summary: 'Sign out everywhere', access: 'signedIn' },
  'GET /me': { summary: 'Who am I', access: 'signedIn', returns: Me },
} as const satisfies Record<string, Route>;
