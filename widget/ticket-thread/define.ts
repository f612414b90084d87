import { TicketThread } from './ticket-thread.ts';

customElements.get('deskbell-ticket') ?? customElements.define('deskbell-ticket', TicketThread);

declare global {
  interface HTMLElementTagNameMap {
    'deskbell-ticket': TicketThread;
  }
}
