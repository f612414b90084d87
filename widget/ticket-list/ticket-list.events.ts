import type { PortalTicket } from '../../sdk/contract/tickets.ts';

/** The events of `<deskbell-ticket-list>`. All bubble and leave shadow roots. */
export interface TicketListEventMap {
  /** A ticket was chosen; `ticket` is what the list knows of it. */
  'deskbell-open-ticket': CustomEvent<{ ticketId: string; ticket: PortalTicket }>;
}
