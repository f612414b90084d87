/** The events of `<deskbell-ticket>`. All bubble and leave shadow roots. */
export interface TicketThreadEventMap {
  /** A reply is stored. */
  'deskbell-replied': CustomEvent<{ ticketId: string; messageId: string }>;
  /** The customer has closed the ticket. */
  'deskbell-closed': CustomEvent<{ ticketId: string }>;
}
