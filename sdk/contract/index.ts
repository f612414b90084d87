import { authRoutes } from './auth.ts';
import { eventRoutes } from './events.ts';
import { formRoutes } from './forms.ts';
import { mergingRoutes } from './merging.ts';
import { outboxRoutes } from './outbox.ts';
import { peopleRoutes } from './people.ts';
import type { Route } from './route.ts';
import { stageRoutes } from './stages.ts';
import { teamRoutes } from './teams.ts';
import { ticketRoutes } from './tickets.ts';

/** Every route below `/api/v1`. The server imports it as a value, the SDK as a type only. */
export const contract = {
  ...formRoutes,
  ...authRoutes,
  ...ticketRoutes,
  ...mergingRoutes,
  ...eventRoutes,
  ...teamRoutes,
  ...stageRoutes,
  ...peopleRoutes,
  ...outboxRoutes,
} as const satisfies Record<string, Route>;

export type Contract = typeof contract;
export type ContractKey = keyof Contract;
