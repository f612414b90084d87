import type { Context } from '@lit/context';

/** The language tag, such as `pt-BR`, for everything below a provider that names no other. */
export const localeContext = 'deskbell-locale' as unknown as Context<string, string>;
