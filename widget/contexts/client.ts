import type { Context } from '@lit/context';
import type { Client } from '../../sdk/index.ts';

/**
 * The helpdesk's client for everything below a provider. A plain key, the same value that
 * `createContext` of `@lit/context` would give, so that asking for it needs no library.
 */
export const clientContext = 'deskbell-client' as unknown as Context<string, Client>;
