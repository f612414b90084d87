/** The elements' classes and types. Importing them defines no tag: that is what `…/define` is for. */
export { clientContext } from './contexts/client.ts';
export { consume } from './contexts/consume.ts';
export { localeContext } from './contexts/locale.ts';
export { type Viewer, viewerContext } from './contexts/viewer.ts';
export { Portal } from './portal/portal.ts';
export { Provider } from './provider/provider.ts';
export type { TicketFormDraft, TicketFormEventMap } from './ticket-form/ticket-form.events.ts';
export { TicketForm } from './ticket-form/ticket-form.ts';
export { TicketList } from './ticket-list/ticket-list.ts';
export { TicketThread } from './ticket-thread/ticket-thread.ts';
